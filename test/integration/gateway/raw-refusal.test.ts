import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { startTestGateway } from './support/test-gateway.ts';

it('answers what is no request in the shape of all errors', async () => {
  await using test = await startTestGateway();
  const cases: [string, RegExp, RegExp][] = [
    ['nonsense\r\n\r\n', /^HTTP\/1\.1 400 Bad Request\r\n/, /not an HTTP request/],
    [`GET /graphql HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /, /too large/],
  ];
  for (const [request, head, message] of cases) {
    const { hostname, port } = new URL(test.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(request);
    const answer = await text(socket);
    expect(answer).toMatch(head);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
      errors: [
        {
          message: expect.stringMatching(message),
          extensions: { code: 'BAD_REQUEST', requestId: expect.stringMatching(/^req_/), retryable: false },
        },
      ],
    });
  }
});
