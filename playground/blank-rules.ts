// Blanks of the example operations: an empty text in the variables stands for something that the playground knows.
// Pure: tested without a browser.

/** What the playground knows. Undefined: nothing yet. */
export interface Known {
  readonly lastTaskId?: string | undefined;
  readonly textModel?: string | undefined;
  readonly chatModel?: string | undefined;
  readonly embeddingModel?: string | undefined;
}

export type Variables = Readonly<Record<string, unknown>>;

/**
 * The variables with their blanks filled in: `taskId`, and `input.model` by the fields beside it.
 * What is not blank, and what is not known, stays as it is.
 */
export function fillBlanks(variables: Variables, known: Known): Variables {
  let filled = variables;
  if (variables['taskId'] === '' && known.lastTaskId !== undefined) filled = { ...filled, taskId: known.lastTaskId };
  const input = variables['input'];
  if (isObject(input) && input['model'] === '') {
    const model = modelFor(input, known);
    if (model !== undefined) filled = { ...filled, input: { ...input, model } };
  }
  return filled;
}

/** What a person should do about the blanks that are left; undefined when there are none. */
export function explainBlanks(variables: Variables): string | undefined {
  if (variables['taskId'] === '') {
    return 'Submit a task first, for example in the tab SubmitText, or write a task id into the variables.';
  }
  const input = variables['input'];
  if (isObject(input) && input['model'] === '') {
    return 'Write the name of a model into the variables. The tab Models lists them; it needs a key with the scope models:read.';
  }
  return undefined;
}

function modelFor(input: Variables, known: Known): string | undefined {
  if ('messages' in input) return known.chatModel;
  if ('prompt' in input) return known.textModel;
  return known.embeddingModel;
}

function isObject(value: unknown): value is Variables {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
