import { BlockList } from 'node:net';
import { assert, ipV4, ipV6, nat, oneof, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOutside } from '../../../../subgraphs/usage/ip-containment.ts';

const network = oneof(
  tuple(ipV4(), nat(32)).map(([ip, bits]) => `${ip}/${bits}`),
  tuple(ipV6(), nat(128)).map(([ip, bits]) => `${ip}/${bits}`),
);

describe('a list of addresses', () => {
  it.each([
    ['10.1.2.3', '10.0.0.0/8'],
    ['10.1.0.0/16', '10.200.0.1/8'],
    ['10.0.0.1/32', '10.0.0.1'],
    ['2001:db8:1::/48', '2001:DB8::/32'],
    ['::1', '0:0:0:0:0:0:0:1'],
    ['::ffff:10.0.0.1', '10.0.0.0/8'],
    ['10.0.0.1', '::ffff:a00:0/104'],
    ['0.0.0.0/0', '::/0'],
  ])('holds %s within %s', (inner, outer) => {
    expect(findOutside([inner], ['192.168.0.1', outer])).toEqual([]);
  });

  it.each([
    ['11.0.0.1', '10.0.0.0/8'],
    ['10.0.0.0/7', '10.0.0.0/8'],
    ['::/0', '0.0.0.0/0'],
    ['2001:db8::/31', '2001:db8::/32'],
    ['::2', '::1'],
  ])('does not hold %s within %s', (inner, outer) => {
    expect(findOutside([inner, outer], [outer])).toEqual([inner]);
  });

  it('agrees with BlockList about single addresses', () => {
    assert(
      property(oneof(ipV4(), ipV6()), network, (address, bound) => {
        const [base = '', bits] = bound.split('/');
        const list = new BlockList();
        list.addSubnet(base, Number(bits), base.includes(':') ? 'ipv6' : 'ipv4');
        const within = list.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
        expect(findOutside([address], [bound]).length === 0).toBe(within);
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds a network exactly when it is one of its own with more bits', () => {
    assert(
      property(ipV6(), nat(128), nat(128), (ip, bits, boundBits) => {
        expect(findOutside([`${ip}/${bits}`], [`${ip}/${boundBits}`]).length === 0).toBe(bits >= boundBits);
      }),
    );
  });
});
