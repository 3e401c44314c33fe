/** The addresses of a network, both ends included, in the space of IPv6. */
interface AddressRange {
  readonly first: bigint;
  readonly last: bigint;
}

/** IPv4 lies at ::ffff:0:0/96, as `BlockList` of node:net has it when it judges a caller's address. */
const mappedIpv4 = 0xffff_0000_0000n;

/**
 * Those of the addresses and networks that hold an address outside every one of `bounds`. All texts must be such as
 * `isAddressOrNetwork` accepts.
 */
export function findOutside(entries: readonly string[], bounds: readonly string[]): string[] {
  const allowed = bounds.map(toRange);
  return entries.filter((entry) => {
    const { first, last } = toRange(entry);
    return !allowed.some((bound) => bound.first <= first && last <= bound.last);
  });
}

function toRange(entry: string): AddressRange {
  const [address = '', bits] = entry.split('/');
  const isIpv6 = address.includes(':');
  const hostBits = bits === undefined ? 0n : BigInt((isIpv6 ? 128 : 32) - Number(bits));
  const value = isIpv6 ? ipv6Value(address) : mappedIpv4 + ipv4Value(address);
  // A network may be written with any of its addresses.
  const first = (value >> hostBits) << hostBits;
  return { first, last: first + (1n << hostBits) - 1n };
}

function ipv4Value(address: string): bigint {
  return address.split('.').reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function ipv6Value(address: string): bigint {
  const [before = [], after = []] = address.split('::').map(groupsOf);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0n);
  return [...before, ...zeros, ...after].reduce((value, group) => (value << 16n) + group, 0n);
}

function groupsOf(text: string): bigint[] {
  return text.split(':').flatMap((group) => {
    if (group === '') return [];
    // The last 32 bits may be written as IPv4.
    if (group.includes('.')) return [ipv4Value(group) >> 16n, ipv4Value(group) & 0xffffn];
    return [BigInt(`0x${group}`)];
  });
}
