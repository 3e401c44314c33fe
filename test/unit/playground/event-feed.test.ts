import { expect, it } from 'vitest';
import { makeEventFeed } from '../../../playground/event-feed.ts';

it('says above the events that the connection is lost, until it is open again', () => {
  const shown: unknown[] = [];
  const feed = makeEventFeed((value) => shown.push(value));
  feed.setReconnecting(true);
  expect(shown.at(-1)).toEqual({ connection: 'Reconnecting…', received: 0, events: [] });
  feed.setReconnecting(false);
  expect(shown.at(-1)).toEqual({ received: 0, events: [] });
  feed.push({ data: { a: 1 } });
  feed.setReconnecting(true);
  expect(shown.at(-1)).toEqual({ connection: 'Reconnecting…', received: 1, events: [{ data: { a: 1 } }] });
  feed.setReconnecting(false);
  expect(shown.at(-1)).toEqual({ received: 1, events: [{ data: { a: 1 } }] });
});

it('does not leave the notice on show when nothing comes any more', () => {
  const shown: unknown[] = [];
  const feed = makeEventFeed((value) => shown.push(value));
  feed.setReconnecting(true);
  feed.push({ errors: [] });
  feed.close();
  expect(shown.at(-1)).toEqual({ received: 1, events: [{ errors: [] }] });
});
