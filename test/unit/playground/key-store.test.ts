import { describe, expect, it } from 'vitest';
import { makeKeyStore } from '../../../playground/key-store.ts';

function makeBrowser(hash = '') {
  const memory = () => {
    const items = new Map<string, string>();
    return {
      items,
      getItem: (name: string) => items.get(name) ?? null,
      setItem: (name: string, value: string) => void items.set(name, value),
      removeItem: (name: string) => void items.delete(name),
    };
  };
  const addresses: unknown[] = [];
  const session = memory();
  const local = memory();
  const location = { hash, pathname: '/graphql', search: '?a=1' };
  const history = { replaceState: (_data: unknown, _title: string, url?: string | URL | null) => addresses.push(url) };
  return { session, local, addresses, open: () => makeKeyStore({ session, local, location, history }) };
}

describe('the key in the browser', () => {
  it('is taken over from the address and removed from it', () => {
    const browser = makeBrowser('#key=sk_dev_x&tab=2');
    expect(browser.open().get()).toEqual({ secret: 'sk_dev_x', remembered: false });
    expect(browser.addresses).toEqual(['/graphql?a=1#tab=2']);
  });

  it('lives as long as the tab, unless it is to be remembered', () => {
    const browser = makeBrowser();
    const keys = browser.open();
    keys.set({ secret: 'sk_dev_x', remembered: false });
    expect([...browser.session.items.values(), ...browser.local.items.values()]).toEqual(['sk_dev_x']);
    expect(browser.session.items.size).toBe(1);
    keys.set({ secret: 'sk_dev_x', remembered: true });
    expect(browser.session.items.size).toBe(0);
    expect(browser.local.items.size).toBe(1);
    expect(browser.open().get()).toEqual({ secret: 'sk_dev_x', remembered: true });
  });

  it('leaves nothing behind when it is removed', () => {
    const browser = makeBrowser('#key=sk_dev_x');
    browser.open().set({ secret: '', remembered: true });
    expect(browser.session.items.size + browser.local.items.size).toBe(0);
  });

  it('is told to whoever asked for its changes', () => {
    const keys = makeBrowser().open();
    let changes = 0;
    const stop = keys.subscribe(() => changes++);
    keys.set({ secret: 'a', remembered: false });
    stop();
    keys.set({ secret: 'b', remembered: false });
    expect(changes).toBe(1);
  });
});
