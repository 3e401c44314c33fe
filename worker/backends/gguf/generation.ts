import type { ChatRequest, ResponseFormat, TextRequest } from '../../../kernel/task.ts';
import type { BackendChunk } from '../../backend.ts';
import { backendError } from '../backend-errors.ts';
import type { Engine } from './engine.ts';
import type { Grammar, LlamaModel, Sequence } from './engine-types.ts';
import { grammarProblemOf } from './grammar-schema.ts';
import { makeStopMatcher } from './stop-matcher.ts';
import { finishReasonOf, roomAfter, toChatHistory, toGeneration } from './transform.ts';

/** Beside the engine's own reasons for ending. */
const stopSequenceMet = 'stopSequence';

export interface Generation {
  readonly backend: string;
  readonly engine: Engine;
  readonly model: LlamaModel;
  /** Its history is empty, and is not used by anyone else. */
  readonly sequence: Sequence;
  /** Most tokens of prompt and answer together. */
  readonly contextLength: number;
  readonly emit: (chunk: BackendChunk) => void;
  readonly signal: AbortSignal;
  /** A whole number from 0 below 2^31. */
  readonly randomSeed: () => number;
}

/** Runs one request on one sequence, emits its text and resolves with the end chunk. */
export async function generate(on: Generation, request: TextRequest | ChatRequest): Promise<BackendChunk> {
  const before = on.sequence.tokenMeter.getState();
  const { promptTokens, stopReason } = await (request.kind === 'TEXT' ? complete(on, request) : chat(on, request));
  const { usedOutputTokens } = on.sequence.tokenMeter.diff(before);
  return {
    type: 'end',
    finishReason: finishReasonOf(stopReason),
    usage: { promptTokens, completionTokens: usedOutputTokens },
  };
}

interface Ending {
  readonly promptTokens: number;
  readonly stopReason: string;
}

async function complete(on: Generation, request: TextRequest): Promise<Ending> {
  // One more for the beginning-of-text token that the engine puts before a prompt.
  const promptTokens = on.model.tokenize(request.prompt).length + 1;
  const room = roomAfter(on.backend, promptTokens, on.contextLength);
  const completion = new on.engine.module.LlamaCompletion({ contextSequence: on.sequence });
  const stopReason = await generateUntilStop(on, request.stopSequences, async (take, signal) => {
    const { metadata } = await completion.generateCompletionWithMeta(request.prompt, {
      ...toGeneration(request, { room, signal, randomSeed: on.randomSeed }),
      onTextChunk: (text) => take('ANSWER', text),
    });
    return metadata.stopReason;
  });
  return { promptTokens, stopReason };
}

async function chat(on: Generation, request: ChatRequest): Promise<Ending> {
  const history = toChatHistory(on.backend, request);
  const grammar = await grammarFor(on, request.responseFormat);
  const session = new on.engine.module.LlamaChat({ contextSequence: on.sequence });
  const { contextText } = session.chatWrapper.generateContextState({ chatHistory: history });
  const promptTokens = contextText.tokenize(on.model.tokenizer).length;
  const room = roomAfter(on.backend, promptTokens, on.contextLength);
  const stopReason = await generateUntilStop(on, request.stopSequences, async (take, signal) => {
    const { metadata } = await session.generateResponse(history, {
      ...toGeneration(request, { room, signal, randomSeed: on.randomSeed }),
      ...(grammar !== null && { grammar }),
      onResponseChunk: (chunk) => take(chunk.type === 'segment' ? 'REASONING' : 'ANSWER', chunk.text),
    });
    return metadata.stopReason;
  });
  return { promptTokens, stopReason };
}

async function grammarFor(on: Generation, format: ResponseFormat): Promise<Grammar | null> {
  if (format.type === 'TEXT') return null;
  if (format.type === 'JSON') return await on.engine.llama.getGrammarFor('json');
  const problem = grammarProblemOf(format.schema);
  if (problem !== null) {
    throw backendError('BACKEND_REJECTED', {
      backend: on.backend,
      message: `cannot follow this JSON schema: ${problem}`,
    });
  }
  try {
    return await on.engine.llama.createGrammarForJsonSchema(format.schema);
  } catch (error) {
    const message = `cannot follow this JSON schema: ${error instanceof Error ? error.message : String(error)}`;
    throw backendError('BACKEND_REJECTED', { backend: on.backend, message, cause: error });
  }
}

type Channel = 'ANSWER' | 'REASONING';

/**
 * Emits what `run` takes in until a stop sequence is met, which ends the run. The engine's own stop triggers are not
 * used: it compares tokens, and so misses a sequence that the model writes with others, and loses spaces.
 */
async function generateUntilStop(
  on: Generation,
  stopSequences: readonly string[],
  run: (take: (channel: Channel, text: string) => void, signal: AbortSignal) => Promise<string>,
): Promise<string> {
  const stop = new AbortController();
  let matcher = makeStopMatcher(stopSequences);
  let current: Channel = 'ANSWER';
  const emit = (delta: string) => {
    if (delta !== '') on.emit({ type: 'text', channel: current, delta });
  };
  const take = (channel: Channel, text: string) => {
    if (matcher.stopped) return;
    if (channel !== current) {
      // A sequence does not reach from the reasoning into the answer.
      emit(matcher.end());
      matcher = makeStopMatcher(stopSequences);
      current = channel;
    }
    emit(matcher.push(text));
    if (matcher.stopped) stop.abort(new Error('A stop sequence was met'));
  };
  try {
    const stopReason = await run(take, AbortSignal.any([on.signal, stop.signal]));
    emit(matcher.end());
    return matcher.stopped ? stopSequenceMet : stopReason;
  } catch (error) {
    if (!matcher.stopped || on.signal.aborted) throw error;
    return stopSequenceMet;
  }
}
