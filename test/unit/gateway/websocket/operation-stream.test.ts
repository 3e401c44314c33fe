import { expect, it, vi } from 'vitest';
import { OperationRefused, makeOperationStream, onlyOnce } from '../../../../gateway/websocket/operation-stream.ts';
import type { StreamedResult } from '../../../../gateway/websocket/operation-stream.ts';

const refuse = () => new OperationRefused([]);
const over = { done: true, value: undefined };

it('begins with the first next and ends once', async () => {
  const onEnd = vi.fn<() => void>();
  const open = vi.fn<() => Promise<AsyncIterator<StreamedResult>>>(() => Promise.resolve(onlyOnce({ data: { a: 1 } })));
  const stream = makeOperationStream({ open, refuse, onEnd });
  expect(open).not.toHaveBeenCalled();
  expect(await stream.next()).toEqual({ done: false, value: { data: { a: 1 } } });
  expect(onEnd).not.toHaveBeenCalled();
  expect(await stream.next()).toEqual(over);
  expect(await stream.next()).toEqual(over);
  await stream.return(undefined);
  expect(onEnd).toHaveBeenCalledTimes(1);
});

it('aborts what is under way when it is returned, and then throws nothing', async () => {
  const onEnd = vi.fn<() => void>();
  const stream = makeOperationStream({
    open: (signal) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    refuse,
    onEnd,
  });
  const next = stream.next();
  expect(await stream.return(undefined)).toEqual(over);
  expect(await next).toEqual(over);
  expect(onEnd).toHaveBeenCalledTimes(1);
});

it('closes what was opened too late', async () => {
  const opened = Promise.withResolvers<AsyncIterator<StreamedResult>>();
  const closed = vi.fn<() => Promise<IteratorResult<StreamedResult>>>(() =>
    Promise.resolve({ done: true, value: undefined }),
  );
  const stream = makeOperationStream({ open: () => opened.promise, refuse, onEnd: () => {} });
  const next = stream.next();
  await stream.return(undefined);
  opened.resolve({ next: () => new Promise(() => {}), return: closed });
  expect(await next).toEqual(over);
  expect(closed).toHaveBeenCalledTimes(1);
});

it('gives errors as refusals', async () => {
  const stream = makeOperationStream({ open: () => Promise.reject(new Error('x')), refuse, onEnd: () => {} });
  await expect(stream.next()).rejects.toBeInstanceOf(OperationRefused);
  expect(await stream.next()).toEqual(over);
});
