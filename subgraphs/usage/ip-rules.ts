// oxlint-disable-next-line no-restricted-imports -- isIP is a pure function of its text
import { isIP } from 'node:net';

/** True for an IPv4 or IPv6 address, or a network of either in CIDR form: what `BlockList` of node:net takes. */
export function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  // A zone (`fe80::1%eth0`) names an interface of one host and means nothing here.
  const family = address.includes('%') ? 0 : isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
