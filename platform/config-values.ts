import { isIP, isIPv4 } from 'node:net';

/** `*`, or an origin exactly as a browser sends it: scheme, host and a port that is not the usual one. */
export function isOrigin(text: string): boolean {
  if (text === '*') return true;
  const url = URL.parse(text);
  if (url === null) return false;
  if (/^https?:$/.test(url.protocol)) return url.origin === text;
  // Apps in a shell of their own (capacitor://localhost): the URL class gives these no origin.
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s]+$/.test(text);
}

/** An IP address, or a network in CIDR notation. */
export function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (isIP(address) === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv4(address) ? 32 : 128));
}
