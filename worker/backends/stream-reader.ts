import type { BackendChunk } from '../backend.ts';

/** Turns the text of one protocol's stream into chunks, however the text is cut. Pure but for what it remembers of this stream. */
export interface StreamReader {
  /** Chunks completed by this piece of text. Throws ServiceError. */
  push(text: string): BackendChunk[];
  /** The stream has ended: the last chunks, or BACKEND_TRUNCATED when the end marker is missing. */
  finish(): BackendChunk[];
}

/** Runs bytes through a reader. Characters that are cut in two by the network stay whole. Ends at the `end` chunk. */
export async function* readChunks(
  bytes: AsyncIterable<Uint8Array>,
  reader: StreamReader,
  signal: AbortSignal,
): AsyncIterable<BackendChunk> {
  const decoder = new TextDecoder();
  for await (const part of bytes) {
    for (const chunk of reader.push(decoder.decode(part, { stream: true }))) {
      // One piece of the network may hold the rest of the answer: an abort takes effect within it too.
      signal.throwIfAborted();
      yield chunk;
      if (chunk.type === 'end') return;
    }
  }
  signal.throwIfAborted();
  yield* reader.push(decoder.decode());
  yield* reader.finish();
}
