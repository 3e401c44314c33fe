import { embeddingLimits, sizeLimits } from '../../kernel/parameter-limits.ts';
import type { EmbeddingRequest } from '../../kernel/task.ts';
import { makeViolationList } from '../runtime/violations.ts';
import type { Checked } from '../runtime/violations.ts';
import type { CreateEmbeddingsInput } from './generated/resolver-types.ts';
import { checkNumber, checkSubmitFields } from './sampling-rules.ts';

/** Checks a `createEmbeddings` input; all violations at once. */
export function checkEmbeddingInput(input: CreateEmbeddingsInput): Checked<EmbeddingRequest> {
  const violations = makeViolationList();
  checkSubmitFields(input, violations);
  violations.checkCount(['input', 'input'], input.input, { max: sizeLimits.embeddingInputs });
  for (const [index, text] of input.input.slice(0, sizeLimits.embeddingInputs).entries()) {
    violations.checkText(['input', 'input', index], text, { max: sizeLimits.embeddingInputCharacters });
  }
  checkNumber('dimensions', input.dimensions, { limit: embeddingLimits.dimensions, violations });
  return violations.result(() => ({ kind: 'EMBEDDING', input: input.input, dimensions: input.dimensions ?? null }));
}
