import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process that takes tasks out of line and does nothing with them. */
export interface TakingProcess extends AsyncDisposable {
  /** Resolves with the id of the first task that it has taken. */
  readonly taken: Promise<string>;
  /** SIGKILL. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** What {@link startTakingProcess} tells the program of the same name about its work. */
export interface TakingOrder {
  readonly url: string;
  readonly model: string;
  readonly leaseMs: number;
}

/** Starts the process on the model's queue. */
export function startTakingProcess(order: TakingOrder): TakingProcess {
  const program = fileURLToPath(new URL('taking-program.ts', import.meta.url));
  const child = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const taken = once(child.stdout, 'data').then(([data]) => String(data).trim());
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  return { taken, kill, [Symbol.asyncDispose]: kill };
}
