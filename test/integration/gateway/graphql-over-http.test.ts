import { auditServer } from 'graphql-http';
import { expect, it } from 'vitest';
import { startTestGateway } from './support/test-gateway.ts';

it('passes all audits of the GraphQL-over-HTTP draft', async () => {
  await using test = await startTestGateway();
  const results = await auditServer({
    url: test.url,
    fetchFn: (url: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${test.adminKey}`);
      // What browsers cannot send without asking first: forgery is prevented by that.
      headers.set('apollo-require-preflight', 'true');
      return fetch(url, { ...init, headers });
    },
  });
  expect(results.length).toBeGreaterThanOrEqual(61);
  const failed = results.filter(({ status }) => status !== 'ok');
  expect(failed.map(({ id, name, status }) => `${id} ${status}: ${name}`)).toEqual([]);
});
