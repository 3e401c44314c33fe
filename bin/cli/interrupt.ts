/** Ctrl-C, SIGTERM or a closed pipe as a signal that a command can act on. The second Ctrl-C ends the process. */
export interface Interrupt extends Disposable {
  readonly signal: AbortSignal;
}

/** The reason of the signal. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export function listenForInterrupt(output: NodeJS.WriteStream): Interrupt {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Interrupted('interrupted'));
  };
  const brokenPipe = (): void => controller.abort(new Interrupted('nobody reads the output any more'));
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  output.on('error', brokenPipe);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      output.off('error', brokenPipe);
    },
  };
}
