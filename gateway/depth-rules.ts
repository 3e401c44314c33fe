import { Kind, getNamedType, isCompositeType } from 'graphql';
import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLCompositeType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { ServiceError } from '../kernel/errors.ts';

export interface DepthLimits {
  /** Most fields below one another, the root field and the leaf counted. */
  readonly maxDepth: number;
  /** How often one type may appear on one path: with each turn of a circle the answer grows by a factor. */
  readonly maxVisits: number;
}

/** How deep a selection goes. */
export interface DepthMeasure {
  readonly depth: number;
  /** The most often that each type appears on one path. */
  readonly visits: ReadonlyMap<string, number>;
}

const nothing: DepthMeasure = { depth: 0, visits: new Map() };

/**
 * How deep an operation goes with its fragments written out. Introspection counts for nothing: validation bounds it.
 * The document must be valid. Linear in its size, because a fragment is measured once for all of its spreads.
 */
export function measureDepth(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): DepthMeasure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, DepthMeasure>();

  const measureFragment = (name: string): DepthMeasure => {
    const known = measured.get(name);
    if (known !== undefined) return known;
    const fragment = fragments.get(name);
    const type = fragment === undefined ? undefined : schema.getType(fragment.typeCondition.name.value);
    const measure =
      fragment === undefined || !isCompositeType(type) ? nothing : measureSelections(fragment.selectionSet, type);
    measured.set(name, measure);
    return measure;
  };

  const measureSelections = ({ selections }: SelectionSetNode, parent: GraphQLCompositeType): DepthMeasure => {
    let depth = 0;
    const visits = new Map<string, number>();
    const take = (below: DepthMeasure, levels: number, entered?: string): void => {
      depth = Math.max(depth, below.depth + levels);
      for (const [type, times] of below.visits) visits.set(type, Math.max(visits.get(type) ?? 0, times));
      if (entered !== undefined) {
        visits.set(entered, Math.max(visits.get(entered) ?? 0, (below.visits.get(entered) ?? 0) + 1));
      }
    };
    for (const selection of selections) {
      switch (selection.kind) {
        case Kind.FRAGMENT_SPREAD:
          take(measureFragment(selection.name.value), 0);
          break;
        case Kind.INLINE_FRAGMENT: {
          const condition = selection.typeCondition?.name.value;
          const type = condition === undefined ? parent : schema.getType(condition);
          if (isCompositeType(type)) take(measureSelections(selection.selectionSet, type), 0);
          break;
        }
        case Kind.FIELD: {
          const field = 'getFields' in parent ? parent.getFields()[selection.name.value] : undefined;
          const type = field === undefined ? undefined : getNamedType(field.type);
          // Without a definition in the schema: `__typename`, `__schema` and `__type`.
          if (type === undefined) take(nothing, selection.selectionSet === undefined ? 1 : 0);
          else if (selection.selectionSet === undefined || !isCompositeType(type)) take(nothing, 1);
          else take(measureSelections(selection.selectionSet, type), 1, type.name);
        }
      }
    }
    return { depth, visits };
  };

  const root = schema.getRootType(operation.operation);
  return root == null ? nothing : measureSelections(operation.selectionSet, root);
}

/** Throws ServiceError BAD_USER_INPUT with `details` when an operation goes deeper than the limits. */
export function refuseTooDeep({ depth, visits }: DepthMeasure, { maxDepth, maxVisits }: DepthLimits): void {
  if (depth > maxDepth) {
    throw new ServiceError('BAD_USER_INPUT', {
      message: `The operation is ${depth} levels of fields deep; ${maxDepth} is the most.`,
      details: { depth, maxDepth },
    });
  }
  for (const [type, times] of visits) {
    if (times > maxVisits) {
      throw new ServiceError('BAD_USER_INPUT', {
        message: `The operation comes through the type ${type} ${times} times on one path; ${maxVisits} is the most, because the answer grows with each.`,
        details: { type, times, maxTimes: maxVisits },
      });
    }
  }
}
