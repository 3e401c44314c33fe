import type { ColumnType } from 'kysely';
import type { Tier } from '../kernel/principal.ts';
import type { TaskErrorValue, TaskKind, TaskOutcome, TaskRequest, TaskResult, TaskStatus } from '../kernel/task.ts';

/** A value stored as JSON text: written as text, read as what it holds. */
type Json<T> = ColumnType<T, string, string>;
type NullableJson<T> = ColumnType<T | null, string | null, string | null>;
type Timestamp = ColumnType<Date, Date, Date>;
type NullableTimestamp = ColumnType<Date | null, Date | null, Date | null>;

/** Table `inference.task`. */
export interface TaskTable {
  id: string;
  owner: string;
  key_id: string;
  tier: Tier;
  kind: TaskKind;
  model: string;
  request: Json<TaskRequest>;
  /** What readers see. Becomes the outcome once the terminal event is in the log. */
  status: TaskStatus;
  /** Decided once, before the terminal event is written; never shown. */
  outcome: TaskOutcome | null;
  result: NullableJson<TaskResult>;
  error: NullableJson<TaskErrorValue>;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  usage_estimated: boolean | null;
  attempt: number;
  max_attempts: number;
  worker_id: string | null;
  worker_name: string | null;
  backend_name: string | null;
  retry_of: string | null;
  /** Where its submission stands in a trace, as a `traceparent` header; null when it was not traced. */
  trace_parent: string | null;
  last_seq: number;
  lease_expires_at: NullableTimestamp;
  /** SHA-256 of the client's idempotency key; null when none was given or its day has passed. */
  idempotency_hash: string | null;
  /** SHA-256 of kind, model and request. */
  input_hash: string;
  created_at: Timestamp;
  started_at: NullableTimestamp;
  finished_at: NullableTimestamp;
}

export interface TaskTables {
  'inference.task': TaskTable;
}
