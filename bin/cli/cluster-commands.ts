import type { Command } from 'commander';
import type { Cluster, Worker } from '../../sdk/types.ts';
import { formatBytes, formatDuration, formatInstant } from './format-rules.ts';
import { openSession, writeResult } from './session.ts';
import type { CliDeps } from './session.ts';
import { formatFacts, formatTable } from './table-rules.ts';

const actions = [
  ['restart', 'hand back or finish a worker’s tasks and start it anew'],
  ['drain', 'let a worker finish its tasks and give it no new ones'],
  ['remove', 'drain a worker, stop it and take it off the list'],
] as const;

/** Adds `cluster status | restart | drain | remove`. */
export function addClusterCommands(program: Command, deps: CliDeps): void {
  const cluster = program.command('cluster').description('see and steer workers and backends');

  cluster
    .command('status')
    .description('show workers, backends, GPUs and the queue')
    .action(async (_options: object, command: Command) => {
      await using session = openSession(deps, command);
      const status = await session.client.cluster.status();
      writeResult(session, status, () => statusText(status));
    });

  for (const [action, description] of actions) {
    cluster
      .command(`${action} <worker-id>`)
      .description(description)
      .action(async (id: string, _options: object, command: Command) => {
        await using session = openSession(deps, command);
        const worker = await session.client.cluster[action](id);
        writeResult(session, worker, () => workerTable([worker]));
      });
  }
}

function queueText(queue: Cluster['queue']): string {
  if (queue === null) return 'cannot be read now';
  const waiting = queue.oldestWaitMs === null ? '' : `, the oldest for ${formatDuration(queue.oldestWaitMs)}`;
  return `${queue.depth} waiting${waiting}, ${queue.running} running`;
}

function throughputText(throughput: Cluster['throughput']): string {
  if (throughput === null) return 'cannot be read now';
  const { tasksPerMinute, failuresPerMinute, tokensPerSecond } = throughput;
  return `${tasksPerMinute} completed, ${failuresPerMinute} failed, ${tokensPerSecond.toFixed(1)} tokens/s`;
}

function statusText(cluster: Cluster): string {
  const { queue, throughput, workers } = cluster;
  const backends = workers.flatMap((worker) => worker.backends.map((backend) => ({ worker, backend })));
  const gpus = workers.flatMap((worker) => worker.gpus.map((gpu) => ({ worker, gpu })));
  const sections = [
    formatFacts([
      ['status', cluster.status.toLowerCase()],
      ['queue', queueText(queue)],
      ['last minute', throughputText(throughput)],
    ]),
    workers.length === 0 ? 'No worker is registered.\n' : workerTable(workers),
  ];
  if (backends.length > 0) {
    sections.push(
      formatTable(
        ['backend', 'kind', 'status', 'running', 'latency', 'worker', 'address', 'message'],
        backends.map(({ worker, backend }) => [
          backend.name,
          backend.kind.toLowerCase(),
          backend.status.toLowerCase(),
          `${backend.runningTasks} of ${backend.concurrency}`,
          backend.latencyMs === null ? '' : `${backend.latencyMs} ms`,
          worker.name,
          backend.url ?? 'in the worker',
          backend.message ?? '',
        ]),
      ),
    );
  }
  if (gpus.length > 0) {
    sections.push(
      formatTable(
        ['gpu', 'worker', 'memory', 'load', 'temperature'],
        gpus.map(({ worker, gpu }) => [
          `${gpu.index} ${gpu.name}`,
          worker.name,
          `${formatBytes(Number(gpu.memoryUsedBytes))} of ${formatBytes(Number(gpu.memoryTotalBytes))}`,
          gpu.utilisation === null ? '' : `${Math.round(gpu.utilisation * 100)} %`,
          gpu.temperatureCelsius === null ? '' : `${gpu.temperatureCelsius} °C`,
        ]),
      ),
    );
  }
  return sections.join('\n');
}

function workerTable(workers: readonly Worker[]): string {
  return formatTable(
    ['worker', 'id', 'status', 'running', 'host', 'version', 'since', 'last seen'],
    workers.map((worker) => [
      worker.name,
      worker.id,
      worker.status.toLowerCase(),
      `${worker.runningTasks} of ${worker.concurrency}`,
      worker.host,
      worker.version,
      formatInstant(worker.startedAt),
      formatInstant(worker.lastSeenAt),
    ]),
  );
}
