import { BlockList } from 'node:net';
import { assert, ipV4, ipV6, nat, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAddressOrNetwork } from '../../../../subgraphs/usage/ip-rules.ts';

describe('an entry of the allow-list', () => {
  it.each(['127.0.0.1', '10.0.0.0/8', '0.0.0.0/0', '::1', '2001:db8::/32', '::/0', '::ffff:10.0.0.1/128'])(
    'may be %s',
    (text) => {
      expect(isAddressOrNetwork(text)).toBe(true);
    },
  );

  it.each([
    '',
    'localhost',
    '10.0.0.256',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/08',
    '10.0.0.0/8/8',
    '::1/129',
    'fe80::1%eth0',
    '10.0.0.0/',
    ' 10.0.0.1',
    '10.1',
  ])('may not be %j', (text) => {
    expect(isAddressOrNetwork(text)).toBe(false);
  });

  it('is something that BlockList takes', () => {
    const add = (text: string): void => {
      const [address = '', bits] = text.split('/');
      const family = address.includes(':') ? 'ipv6' : 'ipv4';
      const list = new BlockList();
      if (bits === undefined) list.addAddress(address, family);
      else list.addSubnet(address, Number(bits), family);
    };
    assert(property(ipV4(), nat(32), (ip, bits) => add(`${ip}/${bits}`)));
    assert(
      property(ipV6(), nat(130), (ip, bits) => {
        const text = `${ip}/${bits}`;
        expect(isAddressOrNetwork(text)).toBe(bits <= 128);
        if (bits <= 128) add(text);
      }),
    );
    assert(
      property(string(), (text) => {
        if (isAddressOrNetwork(text)) add(text);
      }),
    );
  });
});
