import { sizeLimits } from '../../kernel/parameter-limits.ts';
import type { TextRequest } from '../../kernel/task.ts';
import { makeViolationList } from '../runtime/violations.ts';
import type { Checked } from '../runtime/violations.ts';
import type { GenerateTextInput } from './generated/resolver-types.ts';
import { checkSampling, checkSubmitFields, toSampling } from './sampling-rules.ts';

/** Checks a `generateText` input; all violations at once. */
export function checkTextInput(input: GenerateTextInput): Checked<TextRequest> {
  const violations = makeViolationList();
  checkSubmitFields(input, violations);
  violations.checkText(['input', 'prompt'], input.prompt, { max: sizeLimits.promptCharacters });
  checkSampling(input, violations);
  return violations.result(() => ({ kind: 'TEXT', prompt: input.prompt, ...toSampling(input) }));
}
