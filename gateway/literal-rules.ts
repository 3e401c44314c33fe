import { visit } from 'graphql';
import type { DocumentNode } from 'graphql';
import { ServiceError } from '../kernel/errors.ts';

/**
 * Throws ServiceError BAD_USER_INPUT for a number in the text that is beyond what a double holds. Validation lets it through
 * where a scalar takes anything, as JSON does, and the planner cannot write it down again.
 */
export function refuseInfiniteNumbers(document: DocumentNode): void {
  const refuse = ({ value }: { readonly value: string }): void => {
    if (Number.isFinite(Number(value))) return;
    throw new ServiceError('BAD_USER_INPUT', { message: `The number ${value.slice(0, 20)} is too large.` });
  };
  visit(document, { FloatValue: refuse, IntValue: refuse });
}
