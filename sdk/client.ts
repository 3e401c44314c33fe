import type { BackoffPolicy } from './backoff-rules.ts';
import { makeCredentials } from './credentials.ts';
import type { CredentialOptions } from './credentials.ts';
import { runTask, settledTask, streamTask } from './follow.ts';
import type { TextStep } from './follow.ts';
import type { GenerateChatInput, GenerateTextInput } from './generated/operations.ts';
import { makeGraph } from './graph.ts';
import type { Graph } from './graph.ts';
import { makeCluster } from './groups/cluster.ts';
import type { ClusterGroup } from './groups/cluster.ts';
import { makeGeneration } from './groups/generation.ts';
import type { Generation } from './groups/generation.ts';
import { makeKeys } from './groups/keys.ts';
import type { Keys } from './groups/keys.ts';
import { makeMemories } from './groups/memories.ts';
import type { Memories } from './groups/memories.ts';
import { makeModels } from './groups/models.ts';
import type { Models } from './groups/models.ts';
import { makeTasks } from './groups/tasks.ts';
import type { Tasks } from './groups/tasks.ts';
import { makeHttpTransport } from './http-transport.ts';
import { makeSocketTransport } from './socket-transport.ts';
import type { Task, TaskEvent, TaskReference } from './types.ts';
import { watchAllTasks, watchTask } from './watch.ts';
import type { WatchOptions } from './watch.ts';

export interface ClientOptions extends CredentialOptions {
  /** Address of the graph, `http(s)://host/graphql`. */
  readonly url: string;
  /** Address for subscriptions. Default: `url` with ws or wss. */
  readonly socketUrl?: string | undefined;
  /** Default: the global one. */
  readonly fetch?: typeof fetch | undefined;
  /** The `WebSocket` class; default: the global one, which Node has from 22 on. */
  readonly webSocket?: unknown;
  /** Sent with every HTTP request; a browser cannot send any with a WebSocket. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Deadline of a query or mutation with all its tries, in milliseconds. Default: 30,000. */
  readonly timeoutMs?: number | undefined;
  /** How queries, and mutations with an idempotency key, are tried again. Default: 3 tries, 200 to 5,000 ms apart. */
  readonly retry?: Partial<BackoffPolicy> | undefined;
  /** How a lost event stream is connected again. Default: 10 failures in a row, 100 to 10,000 ms apart. */
  readonly reconnect?: Partial<BackoffPolicy> | undefined;
}

/** A client of one Infergraph server. */
export interface InfergraphClient extends Graph, Generation, AsyncDisposable {
  readonly tasks: Tasks;
  readonly models: Models;
  readonly keys: Keys;
  readonly cluster: ClusterGroup;
  readonly memories: Memories;
  /**
   * Yields a task's events, each once and in order, until its last; connects again and goes on by itself. Throws
   * AuthenticationError, PermissionError, CursorExpiredError, EventGapError, NetworkError or the signal's reason.
   */
  watch(task: TaskReference, options?: WatchOptions): AsyncGenerator<TaskEvent, void, undefined>;
  /** Yields the events of all of the owner's tasks, from now on or from a cursor, without an end. */
  watchAll(options?: WatchOptions): AsyncGenerator<TaskEvent, void, undefined>;
  /** Yields a task's text as it is written, then the task. Throws TaskFailedError, TaskCancelledError or like `watch`. */
  stream(task: TaskReference, options?: WatchOptions): AsyncGenerator<TextStep, void, undefined>;
  /** Submits a text task and streams it. */
  streamText(input: GenerateTextInput, options?: WatchOptions): AsyncGenerator<TextStep, void, undefined>;
  /** Submits a chat task and streams it. */
  streamChat(input: GenerateChatInput, options?: WatchOptions): AsyncGenerator<TextStep, void, undefined>;
  /** Waits for a task's end and returns it with its result. Throws like `stream`. */
  run(task: TaskReference, options?: WatchOptions): Promise<Task>;
  /** A task whose last event you have seen, as soon as its record says how it ended; throws only when it cannot. */
  settled(taskId: string, options?: { readonly signal?: AbortSignal | undefined }): Promise<Task>;
  /** Closes the socket; running watches end with an error. */
  close(): Promise<void>;
}

const defaultTimeoutMs = 30_000;
const defaultRetry: BackoffPolicy = { maxAttempts: 3, initialDelayMs: 200, maxDelayMs: 5_000 };
const defaultReconnect: BackoffPolicy = { maxAttempts: 10, initialDelayMs: 100, maxDelayMs: 10_000 };

/** Makes a client. Opens nothing until it is used. Throws TypeError when the URL or the credentials make no sense. */
export function createClient(options: ClientOptions): InfergraphClient {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const credentials = makeCredentials(options);
  const socket = makeSocketTransport({
    url: options.socketUrl ?? socketUrlOf(options.url),
    credentials,
    webSocket: options.webSocket,
  });
  const http = makeHttpTransport({
    url: options.url,
    // Called through a function, because a browser's fetch insists on its own `this`.
    fetch: options.fetch ?? ((...parameters) => fetch(...parameters)),
    headers: options.headers ?? {},
    credentials,
    retry: { ...defaultRetry, ...options.retry },
  });
  const graph = makeGraph({ http, socket, timeoutMs });
  const generation = makeGeneration({ graph, timeoutMs });
  const tasks = makeTasks(graph);
  const watchDeps = { socket, credentials, reconnect: { ...defaultReconnect, ...options.reconnect } };
  const watch: InfergraphClient['watch'] = (task, watchOptions) => watchTask(watchDeps, task, watchOptions);
  const followDeps = {
    watch,
    findTask: (id: string, signal: AbortSignal | undefined) => tasks.get(id, { signal }),
  };
  return {
    ...graph,
    ...generation,
    tasks,
    models: makeModels(graph),
    keys: makeKeys(graph),
    cluster: makeCluster(graph),
    memories: makeMemories(graph),
    watch,
    watchAll: (watchOptions) => watchAllTasks(watchDeps, watchOptions),
    stream: (task, watchOptions) => streamTask(followDeps, task, watchOptions),
    streamText: async function* (input, watchOptions = {}) {
      yield* streamTask(
        followDeps,
        await generation.generateText(input, { signal: watchOptions.signal }),
        watchOptions,
      );
    },
    streamChat: async function* (input, watchOptions = {}) {
      yield* streamTask(
        followDeps,
        await generation.generateChat(input, { signal: watchOptions.signal }),
        watchOptions,
      );
    },
    run: (task, watchOptions) => runTask(followDeps, task, watchOptions),
    settled: (taskId, settleOptions = {}) => settledTask(followDeps, taskId, settleOptions.signal),
    close: () => socket.close(),
    [Symbol.asyncDispose]: () => socket.close(),
  };
}

function socketUrlOf(url: string): string {
  const socketUrl = new URL(url);
  if (socketUrl.protocol !== 'http:' && socketUrl.protocol !== 'https:') {
    throw new TypeError(`The URL must begin with http:// or https://, not ${socketUrl.protocol}//.`);
  }
  socketUrl.protocol = socketUrl.protocol === 'https:' ? 'wss:' : 'ws:';
  return socketUrl.href;
}
