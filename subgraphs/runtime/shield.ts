import { isObjectType } from 'graphql';
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import type { IRule, IRules } from 'graphql-shield';
import type { IMiddlewareGenerator } from 'graphql-middleware';
import { ServiceError } from '../../kernel/errors.ts';
import { satisfies } from '../../kernel/scopes.ts';
import { permits } from './access.ts';
import type { Access, AccessTable } from './access.ts';
import type { RequestContext } from './context.ts';
import { loadShield } from './load-shield.ts';

type Shielded = Partial<Pick<RequestContext, 'principal'>>;
type RuleArguments<A> = [parent: unknown, args: A, context: Shielded, info: GraphQLResolveInfo];

/**
 * The second wall behind the gateway's: graphql-shield with a rule for every field, made from the same directives of the
 * SDL that the gateway reads. What carries no directive is denied. Errors of resolvers pass through unchanged; masking
 * is the formatter's work.
 */
export function makeShield(
  schema: GraphQLSchema,
  access: AccessTable,
): IMiddlewareGenerator<unknown, RequestContext, unknown> {
  const { rule, shield } = loadShield();
  const rules = new Map<string, IRule>();

  // Without shield's cache, since the refusal names the field: judging costs no more than looking up.
  const ruleFor = (asked: Access): IRule => {
    const name = JSON.stringify(asked);
    const known = rules.get(name);
    if (known !== undefined) return known;
    const made = rule(name, { cache: 'no_cache' })((...[, , context, info]: RuleArguments<unknown>) =>
      judge(context, asked, placeOf(info)),
    );
    rules.set(name, made);
    return made;
  };

  const denied = rule('denied', { cache: 'no_cache' })(
    (...[, , , info]: RuleArguments<unknown>) =>
      new ServiceError('FORBIDDEN', {
        message: 'This field declares no scope, so nobody may read it.',
        details: { missing: [{ path: placeOf(info), anyOf: [] }] },
      }),
  );

  // Entities are guarded by their types, before a reference resolver reads anything.
  const entities: IRule = rule('entities', { cache: 'no_cache' })((
    ...[, { representations }, context, info]: RuleArguments<{ representations: readonly unknown[] }>
  ) => {
    for (const type of new Set(representations.map(typeOf))) {
      const verdict = judge(context, access.ofType(type), placeOf(info));
      if (verdict !== true) return verdict;
    }
    return true;
  });

  const tree: Record<string, Record<string, IRule>> = {};
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    const ofType: Record<string, IRule> = {};
    for (const field of Object.keys(type.getFields())) {
      const asked = access.ofField(type.name, field);
      ofType[field] = asked === undefined ? denied : ruleFor(asked);
    }
    tree[type.name] = ofType;
  }
  // The federation's own fields: a subgraph tells its SDL to any caller with a principal.
  tree['Query'] = {
    ...tree['Query'],
    _service: ruleFor([]),
    ...(schema.getType('_Entity') && { _entities: entities }),
  };
  if (schema.getType('_Service')) tree['_Service'] = { sdl: ruleFor([]) };

  return shield(tree as IRules, { allowExternalErrors: true, fallbackRule: denied });
}

function judge(context: Shielded, asked: Access | undefined, path: string): true | ServiceError {
  if (context.principal === undefined) return new ServiceError('UNAUTHENTICATED');
  const granted = context.principal.scopes;
  if (permits(asked, granted)) return true;
  // As the gateway tells it; an empty `anyOf` is what nobody may.
  const unmet = asked?.filter((anyOf) => !satisfies(granted, anyOf)) ?? [[]];
  return new ServiceError('FORBIDDEN', {
    message: `The key lacks a scope: ${describe(asked)}.`,
    details: { missing: unmet.map((anyOf) => ({ path, anyOf })) },
  });
}

/** Response keys from the root on, joined by dots, without list positions. */
function placeOf({ path }: GraphQLResolveInfo): string {
  const keys: string[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at !== undefined; at = at.prev) {
    if (typeof at.key === 'string') keys.unshift(at.key);
  }
  return keys.join('.');
}

function describe(asked: Access | undefined): string {
  if (asked === undefined) return 'nobody may read this';
  return asked.map((requirement) => requirement.map((all) => all.join(' and ')).join(' or ')).join('; ');
}

function typeOf(representation: unknown): string {
  const name: unknown =
    typeof representation === 'object' && representation !== null && '__typename' in representation
      ? representation.__typename
      : undefined;
  return typeof name === 'string' ? name : '';
}
