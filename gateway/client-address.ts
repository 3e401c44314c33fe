import { BlockList, isIP } from 'node:net';

/** Addresses and networks, as lists of allowed clients and of trusted proxies name them. */
export interface AddressSet {
  has(address: string): boolean;
}

/** Parses addresses and CIDR networks of IPv4 and IPv6. Throws a RangeError that names the first entry that is neither. */
export function makeAddressSet(entries: readonly string[]): AddressSet {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix, ...rest] = entry.split('/');
    const version = isIP(address);
    const bits = version === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : Number(prefix);
    const valid = version !== 0 && rest.length === 0 && /^\d{1,3}$/.test(prefix ?? '0') && length <= bits;
    if (!valid) throw new RangeError(`${JSON.stringify(entry)} is neither an IP address nor a CIDR network`);
    list.addSubnet(address, length, version === 4 ? 'ipv4' : 'ipv6');
  }
  return {
    has(address) {
      const plain = withoutMapping(address);
      const version = isIP(plain);
      return version !== 0 && list.check(plain, version === 4 ? 'ipv4' : 'ipv6');
    },
  };
}

export interface Peer {
  /** The other end of the connection. */
  readonly remoteAddress: string | undefined;
  readonly forwardedFor: string | readonly string[] | undefined;
}

/**
 * The client's address: the connection's peer or, behind trusted proxies, the last hop in `X-Forwarded-For` that is not
 * one of them. What stands before that hop was written by the client and proves nothing.
 */
export function clientAddress(peer: Peer, trustedProxies: AddressSet): string {
  let address = withoutMapping(peer.remoteAddress ?? '');
  const hops = [peer.forwardedFor ?? []].flat().join(',').split(',');
  while (trustedProxies.has(address)) {
    const hop = withoutMapping(hops.pop()?.trim() ?? '');
    if (isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}

/** IPv4 as IPv6 sockets show it, `::ffff:192.0.2.1`, in its own notation. */
function withoutMapping(address: string): string {
  return address.toLowerCase().startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address;
}
