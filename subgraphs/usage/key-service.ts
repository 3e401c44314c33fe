import { ServiceError } from '../../kernel/errors.ts';
import type { IdPrefix } from '../../kernel/ids.ts';
import { isAdmin, isOwner } from '../../kernel/principal.ts';
import type { Principal } from '../../kernel/principal.ts';
import { countInTime } from '../runtime/count-in-time.ts';
import { keysetCursors, toPage, toPageRequest } from '../runtime/page.ts';
import type { PageArguments } from '../runtime/page.ts';
import { toInvalidInputError } from '../runtime/violations.ts';
import type { Violation } from '../runtime/violations.ts';
import type { UsageContext } from './context.ts';
import type { CredentialAnnouncer } from './credential-announcer.ts';
import { findEscalations, limitsOfNewKey, mayTouch } from './escalation-rules.ts';
import type { Caller } from './escalation-rules.ts';
import type {
  ApiKeyFilter,
  ApiKeyStateError,
  CreateApiKeyInput,
  EscalationError,
  InvalidInputError,
  NotFoundError,
  RotateApiKeyInput,
  UpdateApiKeyInput,
} from './generated/resolver-types.ts';
import type { KeyPage, KeyRecord } from './key-record.ts';
import { checkCreateInput, checkRotateInput, checkUpdateInput } from './key-rules.ts';
import { hashSecret, makeSecret, prefixOf } from './key-secret.ts';
import type { KeyChanges, KeyStore } from './key-store.ts';

type CreateError = InvalidInputError | EscalationError;
type ChangeError = CreateError | NotFoundError | ApiKeyStateError;

export interface KeyPayload<E> {
  readonly apiKey: KeyRecord | null;
  readonly errors: readonly E[];
}

export interface SecretPayload<E> extends KeyPayload<E> {
  /** Shown only here. */
  readonly secret: string | null;
}

/** Keys of the caller's owner; an admin sees and touches everybody's. */
export interface KeyService {
  list(filter: ApiKeyFilter | null | undefined, page: PageArguments, context: UsageContext): Promise<KeyPage>;
  create(input: CreateApiKeyInput, context: UsageContext): Promise<SecretPayload<CreateError>>;
  update(input: UpdateApiKeyInput, context: UsageContext): Promise<KeyPayload<ChangeError>>;
  rotate(input: RotateApiKeyInput, context: UsageContext): Promise<SecretPayload<ChangeError>>;
  revoke(id: string, context: UsageContext): Promise<KeyPayload<NotFoundError | EscalationError>>;
}

export interface KeyServiceDependencies {
  readonly store: KeyStore;
  readonly announcer: CredentialAnnouncer;
  readonly newId: (prefix: IdPrefix) => string;
  /** Cryptographically random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const defaultPageSize = 20;

export function makeKeyService({ store, announcer, newId, randomBytes, now }: KeyServiceDependencies): KeyService {
  /** The key as it is after a change, which gateways have been told of. */
  const settled = async (id: string, context: UsageContext): Promise<KeyRecord | null> => {
    await announcer.announce(id);
    return context.loaders.key.clear(id).load(id);
  };

  /** The key that the caller wants to change, or why it may not. */
  const findTouchable = async (
    id: string,
    path: readonly string[],
    context: UsageContext,
  ): Promise<KeyRecord | NotFoundError | EscalationError> => {
    const key = await context.loaders.key.load(id);
    if (key === null) return notFound(path);
    if (mayTouch(await findCaller(context), key)) return key;
    return escalation({ path, message: 'The key can do more than the caller: only an admin may touch it.' });
  };

  return {
    list: async (filter, pageArguments, { principal }) => {
      const page = toPageRequest(pageArguments, defaultPageSize, keysetCursors);
      const owner = visibleOwner(principal, filter?.owner ?? null);
      const query = { owner, status: filter?.status ?? null, nowMs: now() };
      // Somebody else's keys: as if there were none.
      if (owner === undefined) {
        return toPage<KeyRecord>([], page, { ...keysetCursors, count: () => Promise.resolve(0) });
      }
      const known = { ...query, owner };
      const found = await store.list(known, { after: page.after, limit: page.limit });
      return toPage(found, page, {
        ...keysetCursors,
        count: () => countInTime(() => store.count(known)),
      });
    },

    create: async (input, context) => {
      const caller = await findCaller(context);
      const { principal } = caller;
      const grant = {
        owner: input.owner ?? principal.owner,
        tier: input.tier ?? 'FREE',
        scopes: [...new Set(input.scopes)],
        ...limitsOfNewKey(caller, {
          // Null is asked for, absence inherits.
          ...(input.expiresAt !== undefined && { expiresAtMs: input.expiresAt?.getTime() ?? null }),
          ...(input.allowedIps != null && { allowedIps: input.allowedIps }),
        }),
      } as const;
      const errors = [
        ...checkCreateInput(input, now()).map(toInvalidInputError),
        ...findEscalations(caller, grant).map(escalation),
      ];
      if (errors.length > 0) return { secret: null, apiKey: null, errors };
      const environment = input.environment ?? 'LIVE';
      const secret = makeSecret(environment, randomBytes);
      const id = newId('key');
      await store.create({
        id,
        name: input.name,
        ...grant,
        environment,
        origin: 'USER',
        createdAtMs: now(),
        secret: { hash: hashSecret(secret), prefix: prefixOf(secret) },
      });
      return { secret, apiKey: await settled(id, context), errors: [] };
    },

    update: async (input, context) => {
      const key = await findTouchable(input.id, ['input', 'id'], context);
      if ('message' in key) return { apiKey: null, errors: [key] };
      const changes = toChanges(input);
      const errors = [
        ...checkUpdateInput(input, now()).map(toInvalidInputError),
        ...findEscalations(await findCaller(context), changes).map(escalation),
      ];
      if (errors.length > 0) return { apiKey: null, errors };
      if (!(await store.update(key.id, changes))) return { apiKey: null, errors: [revoked] };
      return { apiKey: await settled(key.id, context), errors: [] };
    },

    rotate: async (input, context) => {
      const key = await findTouchable(input.id, ['input', 'id'], context);
      if ('message' in key) return { secret: null, apiKey: null, errors: [key] };
      const violations = checkRotateInput(input);
      if (violations.length > 0) return { secret: null, apiKey: null, errors: violations.map(toInvalidInputError) };
      const secret = makeSecret(key.environment, randomBytes);
      const rotated = await store.rotate(
        key.id,
        { hash: hashSecret(secret), prefix: prefixOf(secret) },
        { nowMs: now(), graceMs: input.gracePeriodMs ?? defaultGraceMs },
      );
      if (!rotated) return { secret: null, apiKey: null, errors: [revoked] };
      return { secret, apiKey: await settled(key.id, context), errors: [] };
    },

    revoke: async (id, context) => {
      const key = await findTouchable(id, ['id'], context);
      if ('message' in key) return { apiKey: null, errors: [key] };
      await store.revoke(key.id, now());
      return { apiKey: await settled(key.id, context), errors: [] };
    },
  };
}

const defaultGraceMs = 24 * 60 * 60 * 1000;

/** Whom to judge. Rejects with UNAUTHENTICATED when the key in use is not stored: its limits would be unknown. */
async function findCaller({ principal, loaders }: UsageContext): Promise<Caller> {
  if (isAdmin(principal)) return { principal, limits: { expiresAtMs: null, allowedIps: [] } };
  const limits = await loaders.key.load(principal.keyId);
  if (limits === null) throw new ServiceError('UNAUTHENTICATED');
  return { principal, limits };
}

/** Whose keys to list: null everybody's; undefined nobody's, for one who asks for what is not theirs. */
function visibleOwner(principal: Principal, asked: string | null): string | null | undefined {
  if (asked !== null && !isOwner(asked)) return undefined;
  if (isAdmin(principal)) return asked;
  return asked === null || asked === principal.owner ? principal.owner : undefined;
}

/** Null means unchanged, as absence does, but for the expiry: there it means never. */
function toChanges(input: UpdateApiKeyInput): KeyChanges {
  return {
    ...(input.name !== null && input.name !== undefined && { name: input.name }),
    ...(input.tier !== null && input.tier !== undefined && { tier: input.tier }),
    ...(input.scopes !== null && input.scopes !== undefined && { scopes: [...new Set(input.scopes)] }),
    ...(input.allowedIps !== null && input.allowedIps !== undefined && { allowedIps: input.allowedIps }),
    ...(input.expiresAt !== undefined && { expiresAtMs: input.expiresAt?.getTime() ?? null }),
  };
}

function escalation({ message, path }: Violation): EscalationError {
  return { __typename: 'EscalationError', code: 'FORBIDDEN', message, path };
}

function notFound(path: readonly string[]): NotFoundError {
  return {
    __typename: 'NotFoundError',
    code: 'NOT_FOUND',
    message: 'There is no such key, or it is not yours.',
    path,
  };
}

const revoked: ApiKeyStateError = {
  __typename: 'ApiKeyStateError',
  code: 'KEY_REVOKED',
  message: 'The key was revoked: create a new one.',
  path: ['input', 'id'],
};
