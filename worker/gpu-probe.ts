import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { GpuFacts } from '../kernel/cluster.ts';

const mebibyte = 1024 * 1024;
const fields = 'index,name,memory.total,memory.used,utilization.gpu,temperature.gpu';
const timeoutMs = 2_000;

/** Reads the GPUs of this host; at most once in `cacheMs`. Gives none where there is no NVIDIA driver. Never rejects. */
export type GpuProbe = () => Promise<readonly GpuFacts[]>;

export interface GpuProbeDeps {
  readonly now: () => number;
  /** Runs nvidia-smi with the arguments and gives what it prints. */
  readonly runNvidiaSmi: (args: readonly string[]) => Promise<string>;
}

export interface GpuProbeOptions {
  readonly cacheMs: number;
  /** How long to believe that there is none. */
  readonly absentCacheMs: number;
}

export function makeGpuProbe(
  deps: GpuProbeDeps,
  options: GpuProbeOptions = { cacheMs: 4_000, absentCacheMs: 300_000 },
): GpuProbe {
  let known: Promise<readonly GpuFacts[]> = Promise.resolve([]);
  let freshUntilMs = Number.NEGATIVE_INFINITY;

  async function read(): Promise<readonly GpuFacts[]> {
    try {
      const output = await deps.runNvidiaSmi([`--query-gpu=${fields}`, '--format=csv,noheader,nounits']);
      return parseGpuRows(output);
    } catch {
      freshUntilMs = deps.now() + options.absentCacheMs;
      return [];
    }
  }

  return () => {
    if (deps.now() >= freshUntilMs) {
      freshUntilMs = deps.now() + options.cacheMs;
      known = read();
    }
    return known;
  };
}

export async function runNvidiaSmi(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('nvidia-smi', [...args], { timeout: timeoutMs });
  return stdout;
}

/** Parses rows of `nvidia-smi --query-gpu`; memory comes in MiB, utilisation in percent. Rows of another shape are left out. */
export function parseGpuRows(output: string): GpuFacts[] {
  return output.split('\n').flatMap((line) => {
    const cells = line.split(',').map((cell) => cell.trim());
    const [index, total, used] = [cells[0], cells[2], cells[3]].map(figure);
    const name = cells[1];
    if (cells.length !== 6 || index == null || total == null || used == null || name === undefined) return [];
    const utilisation = figure(cells[4]);
    return [
      {
        index,
        name,
        memoryTotalBytes: total * mebibyte,
        memoryUsedBytes: used * mebibyte,
        utilisation: utilisation === null ? null : utilisation / 100,
        temperatureCelsius: figure(cells[5]),
      },
    ];
  });
}

/** Null for `[N/A]` and `[Not Supported]`. */
function figure(cell: string | undefined): number | null {
  return cell !== undefined && /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : null;
}
