import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { lockFolder } from './folder-lock.ts';
import type { Logger } from './logger.ts';

/** A redis-server child of this process, started again whenever it ends. */
export interface EmbeddedRedis extends AsyncDisposable {
  /** `unix://…`: no port is open; only this user may connect. */
  readonly url: string;
}

export interface EmbeddedRedisOptions {
  /** The data are kept in `<home>/redis`. */
  readonly home: string;
  readonly logger: Logger;
}

/** No usable redis-server on this machine; the message says what to do. */
export class RedisMissingError extends Error {
  override readonly name = 'RedisMissingError';
}

/** Room for a socket's path in the kernel's structure, on Linux and macOS. */
const longestSocketPath = 100;
const startMs = 10_000;
const stopMs = 5_000;
const longestRestartPauseMs = 2_000;

/**
 * The shell that stands between: when this process ends in whatever way, its end of the pipe on descriptor 0 closes and
 * the server is told to stop. Node cannot leave that to the server itself, which does not read its input.
 */
const guardScript = 'exec 3<&0; "$@" 3<&- & server=$!; (cat <&3 >/dev/null; kill $server) 2>/dev/null & wait $server';

/**
 * Starts the server and waits until it answers. Rejects with {@link RedisMissingError}, or with FolderLockedError when
 * another live process uses the folder.
 */
export async function startEmbeddedRedis(options: EmbeddedRedisOptions): Promise<EmbeddedRedis> {
  const { logger } = options;
  const folder = resolve(options.home, 'redis');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(`${folder}.lock`);
  const socket = socketPath(folder);
  let child: ChildProcess | undefined;
  let isStopping = false;
  let failures = 0;
  let restart: NodeJS.Timeout | undefined;

  function launch(): void {
    const server = spawn('/bin/sh', ['-c', guardScript, 'guard', 'redis-server', ...parameters(folder, socket)], {
      stdio: ['pipe', 'ignore', 'ignore'],
      // Ctrl-C goes to the whole group: the server must outlive the requests that this process still finishes.
      detached: true,
    });
    server.stdin?.on('error', () => {});
    child = server;
    const startedAtMs = performance.now();
    server.once('exit', (code) => {
      // Closes the guard's pipe, should the guard itself have died.
      server.stdin?.destroy();
      if (isStopping || child !== server) return;
      failures = performance.now() - startedAtMs > 10_000 ? 0 : failures + 1;
      logger.warn({ code }, 'redis-server has ended; it is started again');
      restart = setTimeout(launch, Math.min(longestRestartPauseMs, 50 * 2 ** failures));
    });
  }

  async function stop(): Promise<void> {
    isStopping = true;
    clearTimeout(restart);
    const server = child;
    if (server !== undefined && server.exitCode === null && server.signalCode === null) {
      const exited = new Promise<void>((done) => server.once('exit', () => done()));
      server.stdin?.end();
      const timer = setTimeout(() => void killGroup(server.pid), stopMs);
      await exited;
      clearTimeout(timer);
    }
    unlock();
  }

  try {
    await assertInstalled();
    await stopStale(socket);
    launch();
    await untilAnswering(socket, () => (failures >= 3 ? 'redis-server ends as soon as it has started' : undefined));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `unix://${encodeURI(socket)}`,
    [Symbol.asyncDispose]: stop,
  };
}

function parameters(folder: string, socket: string): string[] {
  const settings = {
    port: '0',
    unixsocket: socket,
    unixsocketperm: '700',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
    logfile: join(folder, 'redis.log'),
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

async function assertInstalled(): Promise<void> {
  try {
    await promisify(execFile)('redis-server', ['--version']);
  } catch (error) {
    throw new RedisMissingError(
      'redis-server was not found on the PATH. Install Redis 6.2 or newer (Debian, Ubuntu: apt install redis-server; ' +
        'macOS: brew install redis), or set REDIS_URL to a server that runs elsewhere.',
      { cause: error },
    );
  }
}

/** Beside the data, or in a folder of this user's own in the temporary one where that path is too long for a socket. */
function socketPath(folder: string): string {
  const beside = join(folder, 'redis.sock');
  if (Buffer.byteLength(beside) <= longestSocketPath) return beside;
  const short = join(tmpdir(), `infergraph-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  // Fails when the folder is another user's.
  chmodSync(short, 0o700);
  return join(short, 'redis.sock');
}

/** A server of a process that was killed may still be stopping: two must not write the same files. */
async function stopStale(socket: string): Promise<void> {
  const deadlineMs = performance.now() + stopMs;
  while (performance.now() < deadlineMs && (await answers(socket))) {
    await withClient(socket, (redis) => redis.shutdown('SAVE')).catch(() => {});
    await sleep(50);
  }
  rmSync(socket, { force: true });
}

async function untilAnswering(socket: string, failure: () => string | undefined): Promise<void> {
  const deadlineMs = performance.now() + startMs;
  while (!(await answers(socket))) {
    const reason = failure() ?? (performance.now() > deadlineMs ? 'redis-server does not answer' : undefined);
    if (reason !== undefined) throw new Error(`${reason}: see ${socket.replace(/redis\.sock$/, 'redis.log')}`);
    await sleep(10);
  }
}

async function answers(socket: string): Promise<boolean> {
  if (!existsSync(socket)) return false;
  try {
    return (await withClient(socket, (redis) => redis.ping())) === 'PONG';
  } catch {
    return false;
  }
}

async function withClient<T>(socket: string, act: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({
    path: socket,
    lazyConnect: true,
    connectTimeout: 500,
    commandTimeout: 2_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return await act(redis);
  } finally {
    redis.disconnect();
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
