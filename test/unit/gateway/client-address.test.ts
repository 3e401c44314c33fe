import { describe, expect, it } from 'vitest';
import { clientAddress, makeAddressSet } from '../../../gateway/client-address.ts';

describe('a set of addresses', () => {
  it('holds addresses and networks of both families', () => {
    const set = makeAddressSet(['192.0.2.1', '10.0.0.0/8', '2001:db8::/32', '::1']);
    for (const inside of ['192.0.2.1', '10.9.8.7', '2001:db8::5', '::1', '::ffff:10.0.0.1']) {
      expect([inside, set.has(inside)]).toEqual([inside, true]);
    }
    for (const outside of ['192.0.2.2', '11.0.0.1', '2001:db9::', '', 'localhost', '10.0.0']) {
      expect([outside, set.has(outside)]).toEqual([outside, false]);
    }
  });

  it('names the entry that is no address', () => {
    for (const entry of ['localhost', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::/129', '10.0.0.0/-1', '']) {
      expect(() => makeAddressSet(['10.0.0.1', entry])).toThrow(JSON.stringify(entry));
    }
  });
});

describe("a client's address", () => {
  const nobody = makeAddressSet([]);
  const proxies = makeAddressSet(['10.0.0.0/8']);

  it("is the peer's when no proxy is trusted, whatever the header says", () => {
    expect(clientAddress({ remoteAddress: '::ffff:203.0.113.9', forwardedFor: '192.0.2.1' }, nobody)).toBe(
      '203.0.113.9',
    );
    expect(clientAddress({ remoteAddress: '203.0.113.9', forwardedFor: '192.0.2.1' }, proxies)).toBe('203.0.113.9');
  });

  it('is the last hop before trusted proxies', () => {
    const behind = (forwardedFor: string | string[] | undefined) =>
      clientAddress({ remoteAddress: '10.0.0.1', forwardedFor }, proxies);
    expect(behind('192.0.2.1')).toBe('192.0.2.1');
    expect(behind('198.51.100.1, 192.0.2.1, 10.0.0.2')).toBe('192.0.2.1');
    expect(behind(['198.51.100.1', '192.0.2.1'])).toBe('192.0.2.1');
    expect(behind(undefined)).toBe('10.0.0.1');
    expect(behind('nonsense')).toBe('10.0.0.1');
    expect(behind('192.0.2.1, nonsense, 10.0.0.2')).toBe('10.0.0.2');
  });
});
