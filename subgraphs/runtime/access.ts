import { Kind } from 'graphql';
import type { ConstDirectiveNode, DocumentNode, ObjectTypeDefinitionNode, ObjectTypeExtensionNode } from 'graphql';
import { satisfies } from '../../kernel/scopes.ts';
import type { ScopeRequirement } from '../../kernel/scopes.ts';

/** What a field or a type asks of the caller: every requirement must be met. Undefined where nothing is declared. */
export type Access = readonly ScopeRequirement[];

/** The access declarations of one schema. */
export interface AccessTable {
  /** What a type's own directives ask; undefined: it carries none. */
  ofType(type: string): Access | undefined;
  /**
   * What a field asks, its type's directives included; undefined: it may not be read by anyone, since nobody said who may.
   * A root field must carry a directive itself.
   */
  ofField(type: string, field: string): Access | undefined;
}

const rootTypes: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

/** Reads `@authenticated` and `@requiresScopes` of object types and their fields. */
export function readAccess(schema: DocumentNode): AccessTable {
  const types = new Map<string, Access>();
  const fields = new Map<string, Access>();
  for (const type of schema.definitions.filter(isObjectType)) {
    const typeName = type.name.value;
    const own = declared(type.directives);
    if (own !== undefined) types.set(typeName, [...(types.get(typeName) ?? []), ...own]);
    for (const field of type.fields ?? []) {
      const access = declared(field.directives);
      if (access !== undefined) fields.set(`${typeName}.${field.name.value}`, access);
    }
  }
  return {
    ofType: (type) => types.get(type),
    ofField: (type, field) => {
      const ofField = fields.get(`${type}.${field}`);
      if (rootTypes.has(type)) return ofField;
      const ofType = types.get(type);
      return ofType === undefined ? undefined : [...ofType, ...(ofField ?? [])];
    },
  };
}

/** True when the granted scopes meet all that is asked. */
export function permits(access: Access | undefined, granted: readonly string[]): boolean {
  return access?.every((requirement) => satisfies(granted, requirement)) ?? false;
}

function isObjectType(
  node: DocumentNode['definitions'][number],
): node is ObjectTypeDefinitionNode | ObjectTypeExtensionNode {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION;
}

function declared(directives: readonly ConstDirectiveNode[] | undefined): Access | undefined {
  const marks = directives?.filter(({ name }) => name.value === 'authenticated' || name.value === 'requiresScopes');
  if (marks === undefined || marks.length === 0) return undefined;
  return marks.filter(({ name }) => name.value === 'requiresScopes').map(scopesArgument);
}

function scopesArgument(directive: ConstDirectiveNode): ScopeRequirement {
  const value = directive.arguments?.find((argument) => argument.name.value === 'scopes')?.value;
  if (value?.kind !== Kind.LIST) throw new Error('@requiresScopes without a list of scopes');
  return value.values.map((all) => {
    if (all.kind !== Kind.LIST) throw new Error('@requiresScopes takes a list of lists');
    return all.values.map((scope) => {
      if (scope.kind !== Kind.STRING) throw new Error('@requiresScopes takes lists of texts');
      return scope.value;
    });
  });
}
