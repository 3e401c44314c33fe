import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { WorkerFacts } from '../kernel/cluster.ts';
import type { TaskKind, TokenUsage } from '../kernel/task.ts';

export interface RunFigures {
  readonly model: string;
  readonly type: TaskKind;
  readonly outcome: 'completed' | 'failed' | 'cancelled' | 'returned';
  /** From the submission to the start of the first attempt; null for later attempts. */
  readonly queuedMs: number | null;
  readonly durationMs: number;
  /** From the start of the run to its first piece of output; null when there was none. */
  readonly firstOutputMs: number | null;
  readonly usage: TokenUsage | null;
}

/** What a worker measures. Names of requirement rows are part of the public interface. */
export interface WorkerMetrics {
  noteRun(figures: RunFigures): void;
  /** Gauges of backends, GPUs and running tasks. */
  noteFacts(facts: WorkerFacts): void;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

export function makeWorkerMetrics(registry: Registry): WorkerMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'inference_requests_total',
    help: 'Attempts that ended, by outcome',
    labelNames: ['model', 'type', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'inference_duration_seconds',
    help: 'From the start of an attempt to its end',
    labelNames: ['model', 'type'],
    buckets: seconds,
    registers,
  });
  const queueWait = new Histogram({
    name: 'inference_queue_wait_seconds',
    help: 'From the submission of a task to the start of its first attempt',
    labelNames: ['model', 'type'],
    buckets: seconds,
    registers,
  });
  const firstToken = new Histogram({
    name: 'inference_first_token_seconds',
    help: 'From the start of an attempt to its first piece of output',
    labelNames: ['model', 'type'],
    buckets: seconds,
    registers,
  });
  const tokens = new Counter({
    name: 'inference_tokens_total',
    help: 'Tokens read (prompt) and written (completion)',
    labelNames: ['model', 'direction'],
    registers,
  });
  const gauge = (name: string, help: string, labelNames: string[]): Gauge =>
    new Gauge({ name, help, labelNames, registers });
  const backendUp = gauge('backend_up', '1 when the backend is healthy, else 0', ['backend']);
  const running = gauge('worker_running_tasks', 'Tasks that the worker is running', []);
  const gpuUsed = gauge('gpu_memory_used_bytes', 'Memory in use', ['gpu', 'name']);
  const gpuTotal = gauge('gpu_memory_total_bytes', 'Memory in all', ['gpu', 'name']);
  const gpuBusy = gauge('gpu_utilisation_ratio', 'Share of time the GPU computed, 0 to 1', ['gpu', 'name']);
  const gpuHeat = gauge('gpu_temperature_celsius', 'Temperature', ['gpu', 'name']);

  return {
    noteRun({ model, type, outcome, queuedMs, durationMs, firstOutputMs, usage }) {
      requests.inc({ model, type, outcome });
      if (queuedMs !== null) queueWait.observe({ model, type }, queuedMs / 1000);
      duration.observe({ model, type }, durationMs / 1000);
      if (firstOutputMs !== null) firstToken.observe({ model, type }, firstOutputMs / 1000);
      if (usage === null) return;
      tokens.inc({ model, direction: 'prompt' }, usage.promptTokens);
      tokens.inc({ model, direction: 'completion' }, usage.completionTokens);
    },
    noteFacts(facts) {
      running.set(facts.runningTasks);
      // Backends that have left must not stay behind as up.
      backendUp.reset();
      for (const { name, status } of facts.backends) backendUp.set({ backend: name }, status === 'HEALTHY' ? 1 : 0);
      for (const gpu of facts.gpus) {
        const labels = { gpu: String(gpu.index), name: gpu.name };
        gpuUsed.set(labels, gpu.memoryUsedBytes);
        gpuTotal.set(labels, gpu.memoryTotalBytes);
        if (gpu.utilisation !== null) gpuBusy.set(labels, gpu.utilisation);
        if (gpu.temperatureCelsius !== null) gpuHeat.set(labels, gpu.temperatureCelsius);
      }
    },
  };
}
