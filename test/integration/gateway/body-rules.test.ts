import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readAnswer, startTestGateway } from './support/test-gateway.ts';

it('refuses bodies that are compressed or not in UTF-8', async () => {
  await using test = await startTestGateway();
  const text = '{"query":"{ me { owner } }"}';
  const cases: [string | Uint8Array<ArrayBuffer>, Record<string, string>, number, RegExp?][] = [
    [new Uint8Array(gzipSync(text)), { 'content-encoding': 'gzip' }, 415, /without a Content-Encoding/],
    [text, { 'content-encoding': 'nonsense' }, 415, /without a Content-Encoding/],
    [text, { 'content-type': 'application/json; charset=utf-16' }, 415, /in UTF-8/],
    [text, { 'content-type': 'application/json; charset="klingon"' }, 415, /in UTF-8/],
    [text, { 'content-type': 'application/json;charset="UTF-8"', 'content-encoding': 'identity' }, 200],
  ];
  for (const [body, headers, status, message] of cases) {
    const answer = await readAnswer(
      await fetch(test.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-api-key': test.adminKey, ...headers },
        body,
      }),
    );
    expect([headers, answer.status]).toEqual([headers, status]);
    if (message === undefined) continue;
    expect(answer.errors[0]?.message).toMatch(message);
    expect(answer.errors[0]?.extensions.code).toBe('UNSUPPORTED_MEDIA_TYPE');
  }
});

it('refuses a method whatever the body', async () => {
  await using test = await startTestGateway();
  for (const method of ['DELETE', 'PUT', 'PATCH']) {
    const headers = { 'content-type': 'application/json' };
    for (const body of [null, '{"query":']) {
      const answer = await readAnswer(await fetch(test.url, { method, headers, body }));
      expect([method, answer.status, answer.errors[0]?.extensions.code]).toEqual([method, 405, 'METHOD_NOT_ALLOWED']);
      expect(answer.headers.get('allow')).toBe('GET, POST');
    }
  }
});
