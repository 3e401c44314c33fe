import { buildClientSchema, getIntrospectionQuery, getNamedType, isLeafType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLSchema, GraphQLType, IntrospectionQuery } from 'graphql';
import { expect, it } from 'vitest';
import { ask, call } from '../support/client.ts';
import { admin, createEmbeddings, generateChat, generateText } from '../support/deployment.ts';
import type { World } from '../support/world.ts';

/** Levels of objects below a root field: enough to reach every type, few enough for a short query. */
const levels = 4;

/** Every field of the graph can be read. */
export function graphSuite(world: () => World): void {
  it('answers every field that can be asked for without an argument', async () => {
    const caller = admin(world().deployment);
    await generateText(caller, { model: 'sandbox', prompt: 'x', waitMs: 10_000 });
    await generateChat(caller, { model: 'sandbox', messages: [{ role: 'USER', content: 'x' }], waitMs: 10_000 });
    await createEmbeddings(caller, { model: 'sandbox-embed', input: ['x'], waitMs: 10_000 });
    await ask(caller, 'mutation { addMemory(input: { text: "x" }) { memory { id } } }');
    const schema = buildClientSchema((await ask(caller, getIntrospectionQuery())) as IntrospectionQuery);
    const roots = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(isOpen);
    expect(roots.length).toBeGreaterThan(6);
    for (const root of roots) {
      const answer = await call(caller, `{ ${selectionOf(schema, root, [])} }`);
      expect([root.name, answer.status, answer.errors]).toEqual([root.name, 200, undefined]);
      expect(answer.data[root.name]).not.toBeNull();
    }
  });
}

function isOpen(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.every((argument) => !String(argument.type).endsWith('!')) && field.name !== 'model';
}

/** The field with everything below it; a type is not entered again on its own path. */
function selectionOf(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>, path: readonly string[]): string {
  const type = getNamedType(field.type as GraphQLType);
  const first = field.args.some(({ name }) => name === 'first') ? '(first: 3)' : '';
  if (isLeafType(type)) return field.name;
  if (path.includes(type.name) || path.length >= levels) return '';
  const members = isObjectType(type) ? [type] : schema.getPossibleTypes(type as never);
  const selections = members.map((member) => {
    const fields = Object.values(member.getFields())
      .filter(isOpen)
      // Members of a union may have fields of one name and different types.
      .map((child) => [child, selectionOf(schema, child, [...path, type.name])] as const)
      .filter(([, text]) => text !== '')
      .map(([child, text]) => (members.length === 1 ? text : `${member.name}_${child.name}: ${text}`));
    return members.length === 1 ? fields.join(' ') : `... on ${member.name} { __typename ${fields.join(' ')} }`;
  });
  return `${field.name}${first} { __typename ${selections.join(' ')} }`;
}
