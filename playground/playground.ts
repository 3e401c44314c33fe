import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { Kind, parse } from 'graphql';
import type { ExecutionResult, OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { checkAccess, findModels } from './access.ts';
import type { Access } from './access.ts';
import { forgetTask, isBeingWritten, markReconnecting, noteProblem, takeEvent } from './answer-rules.ts';
import type { Answer, SeenEvent } from './answer-rules.ts';
import { explainBlanks, fillBlanks } from './blank-rules.ts';
import type { Known } from './blank-rules.ts';
import { makeEventFeed } from './event-feed.ts';
import { failure, postGraphql } from './http-transport.ts';
import type { GraphqlRequest } from './http-transport.ts';
import type { KeyStore } from './key-store.ts';
import { makeVariable } from './observable.ts';
import type { Observable } from './observable.ts';
import { makeSocketTransport } from './socket-transport.ts';

export interface PlaygroundDeps {
  readonly keys: KeyStore;
  readonly endpoint: URL;
}

/** Everything behind the screen: what the components show and call. */
export interface Playground {
  readonly keys: KeyStore;
  readonly access: Observable<Access>;
  readonly answers: Observable<readonly Answer[]>;
  readonly known: Observable<Known>;
  readonly fetcher: Fetcher;
}

const noKey =
  'No API key yet: paste one into the field at the top. `npm start` prints one for this machine; an operator makes others with createApiKey.';

/** Most submitted tasks whose answers are followed at a time. */
const maxFollowed = 5;

const followQuery = `subscription FollowTask($taskId: ID!, $after: String) {
  taskEvents(taskId: $taskId, after: $after) {
    __typename
    taskId
    seq
    cursor
    ... on TaskQueued { position }
    ... on TaskProgressed { progress: message }
    ... on TaskOutputAppended { delta channel }
    ... on TaskRestarted { reason }
    ... on TaskFailed { code message }
    ... on TaskCompleted {
      task {
        result { ... on EmbeddingResult { dimensions } }
        metadata { processingMs usage { totalTokens estimated } }
      }
    }
  }
}`;

/** Connects the screen to the API. Importing does nothing; making it checks the key at once. */
export function makePlayground({ keys, endpoint }: PlaygroundDeps): Playground {
  const access = makeVariable<Access>({ kind: 'missing' });
  const answers = makeVariable<readonly Answer[]>([]);
  const known = makeVariable<Known>({});
  const followed = new Set<string>();
  const socket = makeSocketTransport({ endpoint, secret: () => keys.get().secret });

  const takeResult = (result: ExecutionResult) => {
    for (const event of Object.values(result.data ?? {})) {
      if (typeof event === 'object' && event !== null) answers.set(takeEvent(answers.get(), event as SeenEvent));
    }
  };

  // All subscriptions share one connection, and so do the answers that they write.
  const showConnection = (isLost: boolean) => answers.set(markReconnecting(answers.get(), isLost));

  const follow = (taskId: string) => {
    if (followed.has(taskId) || followed.size >= maxFollowed) return;
    followed.add(taskId);
    const note = (message: string) => answers.set(noteProblem(answers.get(), taskId, message));
    socket.subscribe(
      { query: followQuery, variables: { taskId }, operationName: 'FollowTask' },
      {
        next(result) {
          takeResult(result);
          if (result.data == null && result.errors?.[0] !== undefined) note(result.errors[0].message);
        },
        reconnecting: showConnection,
        fail(message) {
          followed.delete(taskId);
          note(message);
        },
        complete: () => followed.delete(taskId),
      },
    );
  };

  const send = async (request: GraphqlRequest, headers: Record<string, string>): Promise<ExecutionResult> => {
    const result = await postGraphql(request, { endpoint, secret: keys.get().secret, headers });
    const code = result.errors?.[0]?.extensions?.['code'];
    // A key can end while it is in use: the header then says so too.
    if (code === 'UNAUTHENTICATED' || code === 'KEY_REVOKED' || code === 'KEY_EXPIRED') void check();
    const taskId = submittedTaskId(request, result);
    if (taskId !== undefined) {
      known.set({ ...known.get(), lastTaskId: taskId });
      follow(taskId);
    }
    return result;
  };

  const subscribe = (request: GraphqlRequest) => ({
    subscribe(observer: { next(value: ExecutionResult): void; complete(): void } | ((value: ExecutionResult) => void)) {
      const next = typeof observer === 'function' ? observer : observer.next;
      const complete = typeof observer === 'function' ? () => {} : observer.complete;
      const feed = makeEventFeed(next);
      const taskId = request.variables?.['taskId'];
      const answer = answers.get().find((candidate) => candidate.taskId === taskId);
      // Watched once more from the start, an ended or lost task's answer is written anew.
      if (answer !== undefined && !isBeingWritten(answer) && request.variables?.['after'] == null) {
        answers.set(forgetTask(answers.get(), answer.taskId));
      }
      const stop = socket.subscribe(request, {
        next(result) {
          takeResult(result);
          feed.push(result);
        },
        reconnecting(isLost) {
          showConnection(isLost);
          feed.setReconnecting(isLost);
        },
        fail(message) {
          const ended = answers
            .get()
            .filter((seen) => isBeingWritten(seen) && !followed.has(seen.taskId))
            .filter((seen) => taskId === undefined || seen.taskId === taskId);
          for (const seen of ended) answers.set(noteProblem(answers.get(), seen.taskId, message));
          feed.push(failure(message));
          feed.close();
          complete();
        },
        complete() {
          feed.close();
          complete();
        },
      });
      return {
        unsubscribe() {
          stop();
          feed.close();
        },
      };
    },
  });

  let checks = 0;
  let lastCheck = Promise.resolve();
  const check = () => (lastCheck = runCheck());
  const runCheck = async () => {
    const number = ++checks;
    const { secret } = keys.get();
    access.set(secret === '' ? { kind: 'missing' } : { kind: 'checking' });
    const found = await checkAccess(endpoint, secret);
    // The key may have changed meanwhile: only the last check counts.
    if (number !== checks) return;
    access.set(found);
    if (found.kind !== 'accepted') return;
    const models = await findModels(endpoint, secret);
    if (number === checks) known.set({ ...known.get(), ...models });
  };
  keys.subscribe(() => {
    socket.close();
    void check();
  });
  void check();

  return {
    keys,
    access,
    answers,
    known,
    fetcher: (async (params: FetcherParams, options?: { headers?: Record<string, string> }) => {
      if (keys.get().secret === '' && options?.headers === undefined) return failure(noKey);
      // What fills the blanks comes with the answer to the key.
      if (explainBlanks(fillBlanks(params.variables ?? {}, known.get())) !== undefined) await lastCheck;
      const request = nameOperation({ ...params, variables: fillBlanks(params.variables ?? {}, known.get()) });
      const blank = explainBlanks(request.variables ?? {});
      if (blank !== undefined && kindOf(request) !== 'query') return failure(describeAccess(access.get()) ?? blank);
      return kindOf(request) === 'subscription' ? subscribe(request) : send(request, options?.headers ?? {});
    }) as Fetcher,
  };
}

/** Why the key in use opens nothing; undefined when it does. */
function describeAccess(access: Access): string | undefined {
  return access.kind === 'refused' || access.kind === 'unreachable' ? access.message : undefined;
}

/**
 * The request with the operation that is meant: right after a change of tab GraphiQL still gives the name of the last
 * tab's operation.
 */
function nameOperation(request: GraphqlRequest): GraphqlRequest {
  const operations = operationsOf(request.query);
  const isThere = operations.some((operation) => operation.name?.value === request.operationName);
  return isThere || operations.length !== 1 ? request : { ...request, operationName: operations[0]?.name?.value };
}

function kindOf(request: GraphqlRequest): OperationTypeNode | undefined {
  const operations = operationsOf(request.query);
  const named = operations.find((operation) => operation.name?.value === request.operationName);
  return (named ?? operations[0])?.operation;
}

function operationsOf(query: string): readonly OperationDefinitionNode[] {
  try {
    return parse(query).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  } catch {
    // The server explains a syntax error better.
    return [];
  }
}

function submittedTaskId(request: GraphqlRequest, result: ExecutionResult): string | undefined {
  if (kindOf(request) !== 'mutation') return undefined;
  for (const payload of Object.values(result.data ?? {})) {
    if (typeof payload !== 'object' || payload === null || !('task' in payload)) continue;
    const { task } = payload;
    if (typeof task === 'object' && task !== null && 'id' in task && typeof task.id === 'string') return task.id;
  }
  return undefined;
}
