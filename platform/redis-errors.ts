import { ServiceError } from '../kernel/errors.ts';

/** Replies of a server that is there and cannot serve now; EXECABORT: it refused a part of a transaction for such a reason. */
const awayReplies = /^(EXECABORT|LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|MISCONF|OOM|BUSY)\b/;
/** What ioredis says when the way to the server, or to a node of a Cluster, is the fault. */
const awayMessages =
  /connection is closed|isn't writeable|timed out|max retries per request|closed unexpectedly|connection lost|command aborted|all sentinels are unreachable|cluster isn't ready|startup nodes|refresh slots cache|cluster is ended|cluster redirections|socket timeout/i;
/** Replicas refuse scripts that write; Redis before 7 puts that into a message about the script. */
const refusedScript = /\bREADONLY\b/;

/** True when the error says that Redis is away, not that the command is wrong. */
export function isRedisAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'ReplyError') return awayReplies.test(error.message) || refusedScript.test(error.message);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^E[A-Z]+$/.test(code) || error.name === 'MaxRetriesPerRequestError' || awayMessages.test(error.message);
}

/** What the client says of a connection that fails; of a Cluster, what was wrong with the last node that was tried. */
export function redisReason(error: Error): string {
  return 'lastNodeError' in error && error.lastNodeError instanceof Error ? error.lastNodeError.message : error.message;
}

/** Awaits Redis commands; rejects with ServiceError SERVICE_UNAVAILABLE when Redis is away. */
export async function redisAnswer<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!isRedisAway(error)) throw error;
    throw new ServiceError('SERVICE_UNAVAILABLE', { message: 'Redis cannot be reached now.', cause: error });
  }
}

/**
 * Awaits a pipeline or transaction and gives the answers of its commands. Rejects when any of them failed: ioredis
 * resolves with the errors among the answers, also when nothing could be sent.
 */
export async function redisAnswers(
  execution: Promise<[error: Error | null, answer: unknown][] | null>,
): Promise<unknown[]> {
  const answers = await redisAnswer(execution);
  // Null: a watched key changed; nothing here watches keys.
  if (answers === null) throw new Error('The transaction was not carried out');
  const failed = answers.find(([error]) => error !== null)?.[0];
  if (failed != null) await redisAnswer(Promise.reject(failed));
  return answers.map(([, answer]) => answer);
}
