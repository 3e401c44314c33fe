import { isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import type { IRule, IRules } from 'graphql-shield';
import type { IMiddlewareGenerator } from 'graphql-middleware';
import { ServiceError } from '../../kernel/errors.ts';
import { permits } from './access.ts';
import type { Access, AccessTable } from './access.ts';
import type { RequestContext } from './context.ts';
import { loadShield } from './load-shield.ts';

type Shielded = Partial<Pick<RequestContext, 'principal'>>;

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

  // One rule object for each distinct requirement: shield's contextual cache then checks it once a request.
  const ruleFor = (asked: Access): IRule => {
    const name = JSON.stringify(asked);
    const known = rules.get(name);
    if (known !== undefined) return known;
    const made = rule(name, { cache: 'contextual' })((_parent, _args, context: Shielded) => judge(context, asked));
    rules.set(name, made);
    return made;
  };

  const denied = rule('denied', { cache: 'contextual' })(
    () => new ServiceError('FORBIDDEN', { message: 'This field declares no scope, so nobody may read it.' }),
  );

  // Entities are guarded by their types, before a reference resolver reads anything.
  const entities: IRule = rule('entities', { cache: 'no_cache' })((
    _parent,
    { representations }: { representations: readonly unknown[] },
    context: Shielded,
  ) => {
    for (const type of new Set(representations.map(typeOf))) {
      const verdict = judge(context, access.ofType(type));
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

function judge(context: Shielded, asked: Access | undefined): true | ServiceError {
  if (context.principal === undefined) return new ServiceError('UNAUTHENTICATED');
  if (permits(asked, context.principal.scopes)) return true;
  return new ServiceError('FORBIDDEN', {
    message: `The key lacks a scope: ${describe(asked)}.`,
    details: { requiredScopes: asked ?? [] },
  });
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
