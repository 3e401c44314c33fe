import { sql } from 'kysely';
import type { KeysetPosition } from '../../kernel/page.ts';
import type { Database } from '../../platform/database.ts';
import type { MemoryRecord } from './memory-record.ts';

interface MemoryTable {
  readonly id: string;
  readonly owner: string;
  readonly text: string;
  readonly created_at: Date;
}

interface KnowledgeTables {
  readonly 'knowledge.memory': MemoryTable;
}

/** Memories in PostgreSQL; an `owner` of null means every owner's. Rejects with SERVICE_UNAVAILABLE as the database does. */
export interface MemoryStore {
  add(memory: MemoryRecord): Promise<void>;
  /** In any order, missing ones absent. One statement. */
  findMany(ids: readonly string[], owner: string | null): Promise<MemoryRecord[]>;
  /** Newest first, `limit` after the position. One statement. */
  list(owner: string | null, page: { after: KeysetPosition | null; limit: number }): Promise<MemoryRecord[]>;
  count(owner: string | null): Promise<number>;
  /** The memory as it was; null when there is none. */
  delete(id: string, owner: string | null): Promise<MemoryRecord | null>;
}

export function makeMemoryStore(database: Database): MemoryStore {
  const db = database.kysely<KnowledgeTables>();
  return {
    add: async (memory) => {
      await db
        .insertInto('knowledge.memory')
        .values({ id: memory.id, owner: memory.owner, text: memory.text, created_at: new Date(memory.createdAtMs) })
        .execute();
    },
    findMany: async (ids, owner) => {
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom('knowledge.memory')
        .selectAll()
        .where('id', 'in', ids)
        .$if(owner !== null, (query) => query.where('owner', '=', owner))
        .execute();
      return rows.map(toRecord);
    },
    list: async (owner, { after, limit }) => {
      let query = db.selectFrom('knowledge.memory').selectAll();
      if (owner !== null) query = query.where('owner', '=', owner);
      if (after !== null) {
        query = query.where(sql<boolean>`(created_at, id) < (${new Date(after.createdAtMs)}, ${after.id})`);
      }
      const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
      return rows.map(toRecord);
    },
    count: async (owner) => {
      const { total } = await db
        .selectFrom('knowledge.memory')
        .select((eb) => eb.fn.countAll<number | string>().as('total'))
        .$if(owner !== null, (query) => query.where('owner', '=', owner))
        .executeTakeFirstOrThrow();
      return Number(total);
    },
    delete: async (id, owner) => {
      const row = await db
        .deleteFrom('knowledge.memory')
        .where('id', '=', id)
        .$if(owner !== null, (query) => query.where('owner', '=', owner))
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? null : toRecord(row);
    },
  };
}

function toRecord(row: MemoryTable): MemoryRecord {
  return { id: row.id, owner: row.owner, text: row.text, createdAtMs: row.created_at.getTime() };
}
