import { Kind, getNamedType, isAbstractType, isCompositeType, isInterfaceType, isUnionType } from 'graphql';
import type {
  ASTNode,
  DirectiveNode,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql';
import { ServiceError } from '../kernel/errors.ts';
import { satisfies } from '../kernel/scopes.ts';
import type { ScopeRequirement } from '../kernel/scopes.ts';

/** What one place of an operation asks of the key. */
export interface PlaceRequirement {
  /** Response keys from the root on, joined by dots. */
  readonly path: string;
  /** An OR of ANDs. Null: the field carries no rule and is denied to everyone. */
  readonly anyOf: ScopeRequirement | null;
}

/** A place that the key may not see; `anyOf` is empty when nobody may. */
export interface MissingScopes {
  readonly path: string;
  readonly anyOf: ScopeRequirement;
}

/** Most places named in a refusal. */
const maxMissing = 50;

/** Most fields of an operation, fragments written out: fragments within fragments can multiply without a bound. */
const maxFields = 20_000;

/** The places of an operation that the granted scopes do not open, 50 at most. Empty: it may run. */
export function missingScopes(
  granted: readonly string[],
  requirements: readonly PlaceRequirement[],
): readonly MissingScopes[] {
  return requirements
    .filter(({ anyOf }) => anyOf === null || !satisfies(granted, anyOf))
    .slice(0, maxMissing)
    .map(({ path, anyOf }) => ({ path, anyOf: anyOf ?? [] }));
}

/**
 * What an operation asks of a key, from `@requiresScopes` and `@authenticated` in the supergraph.
 *
 * A field asks for its own rule and for the rule of the type it gives; a fragment for the rule of its type. A field of an
 * interface, or `__typename` of a union, asks for what each possible type asks for. A field under neither a rule of its
 * own nor one of its type is denied. `@skip` and `@include` do not count: an operation that may ask needs the scope.
 * Introspection asks for nothing but a key. The document must be valid. Throws ServiceError BAD_REQUEST when it selects
 * more than 20,000 fields.
 */
export function requirementsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly PlaceRequirement[] {
  const found = new Map<string, PlaceRequirement>();
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const root = schema.getRootType(operation.operation);
  if (root == null) return [{ path: '', anyOf: null }];

  const add = (path: string, anyOf: ScopeRequirement | null): void => {
    if (anyOf?.length === 0) return;
    found.set(`${path} ${JSON.stringify(anyOf)}`, { path, anyOf });
  };
  const addType = (path: string, type: GraphQLNamedType): void => {
    const rule = ruleOf(type.astNode);
    if (rule !== undefined) add(path, rule);
  };

  const visited = new Set<string>();
  const visit = (selections: SelectionSetNode, parent: GraphQLCompositeType, path: string): void => {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) {
        visitField(selection, parent, path);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment === undefined) continue;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const place = `${path} ${parent.name} ${selection.name.value}`;
        if (visited.has(place)) continue;
        visited.add(place);
      }
      const condition = fragment.typeCondition?.name.value;
      const type = condition === undefined ? parent : schema.getType(condition);
      if (!isCompositeType(type)) {
        add(path, null);
        continue;
      }
      addType(path, type);
      visit(fragment.selectionSet, type, path);
    }
  };

  let fields = 0;
  const visitField = (field: FieldNode, parent: GraphQLCompositeType, parentPath: string): void => {
    if (++fields > maxFields) {
      throw new ServiceError('BAD_REQUEST', { message: `An operation may select ${maxFields} fields at most.` });
    }
    const name = field.name.value;
    const key = field.alias?.value ?? name;
    const path = parentPath === '' ? key : `${parentPath}.${key}`;
    if (parent === schema.getQueryType() && (name === '__schema' || name === '__type')) return;
    const owners = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [parent];
    if (name === '__typename') {
      for (const owner of owners) addType(path, owner);
      return;
    }
    for (const owner of owners) visitOwnedField(owner, name, path);
    const own = isUnionType(parent) ? undefined : parent.getFields()[name];
    if (own === undefined) {
      add(path, null);
      return;
    }
    // An interface may carry rules of its own, beyond those of its types.
    if (isInterfaceType(parent)) addIfRuled(path, own.astNode);
    const type = getNamedType(own.type);
    addType(path, type);
    if (field.selectionSet !== undefined && isCompositeType(type)) visit(field.selectionSet, type, path);
  };

  const addIfRuled = (path: string, node: Ruled): void => {
    const rule = ruleOf(node);
    if (rule !== undefined) add(path, rule);
  };

  const visitOwnedField = (owner: GraphQLObjectType, name: string, path: string): void => {
    const field = owner.getFields()[name];
    const fieldRule = ruleOf(field?.astNode);
    const typeRule = ruleOf(owner.astNode);
    if (field === undefined || (fieldRule === undefined && typeRule === undefined)) add(path, null);
    if (fieldRule !== undefined) add(path, fieldRule);
    if (typeRule !== undefined) add(path, typeRule);
  };

  visit(operation.selectionSet, root, '');
  return withoutImplied([...found.values()]);
}

type Ruled = (ASTNode & { readonly directives?: readonly DirectiveNode[] | undefined }) | null | undefined;

/** The rule that a definition carries: an OR of ANDs, empty for `@authenticated`; undefined when it carries none. */
export function ruleOf(node: Ruled): ScopeRequirement | undefined {
  let rule: ScopeRequirement | undefined;
  for (const directive of node?.directives ?? []) {
    if (directive.name.value === 'authenticated') rule ??= [];
    if (directive.name.value === 'requiresScopes') {
      const argument = directive.arguments?.find(({ name }) => name.value === 'scopes');
      rule = listOf(argument?.value).map((all) => listOf(all).map(textOf));
    }
  }
  return rule;
}

/** Drops what a place above asks for already: a refusal then names each thing once. */
function withoutImplied(requirements: readonly PlaceRequirement[]): readonly PlaceRequirement[] {
  const texts = new Map<string, Set<string>>();
  return requirements.filter(({ path, anyOf }) => {
    const text = JSON.stringify(anyOf);
    const steps = path.split('.');
    for (let length = 1; length < steps.length; length++) {
      if (texts.get(steps.slice(0, length).join('.'))?.has(text) === true) return false;
    }
    const here = texts.get(path) ?? new Set<string>();
    texts.set(path, here.add(text));
    return true;
  });
}

function listOf(value: ValueNode | undefined): readonly ValueNode[] {
  return value?.kind === Kind.LIST ? value.values : [];
}

function textOf(value: ValueNode): string {
  return value.kind === Kind.STRING ? value.value : '';
}
