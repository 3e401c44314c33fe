import { ServiceError } from '../kernel/errors.ts';
import type { RedisConnector } from './redis.ts';

export interface ChannelListener {
  readonly onMessage: (message: string) => void;
  /** Messages may have been missed: the connection was lost and the subscription is in force again. */
  readonly onResync: () => void;
}

/** One Redis subscriber connection shared by a whole process, with reference-counted channels. */
export interface RedisHub extends AsyncDisposable {
  /** Resolves when the subscription is in force; waits while Redis is away. Gives the function that ends it. */
  subscribe(channel: string, listener: ChannelListener): Promise<() => void>;
  /** Channels in use now. */
  channelCount(): number;
}

interface Channel {
  readonly listeners: Set<ChannelListener>;
  readonly inForce: PromiseWithResolvers<void>;
  wasInForce: boolean;
}

/** Opens the subscriber connection at once. */
export function makeRedisHub(connector: RedisConnector): RedisHub {
  const redis = connector.open('subscriber');
  const channels = new Map<string, Channel>();

  redis.on('message', (name: string, message: string) => {
    // A copy: a listener may end its own subscription while it is called.
    for (const listener of [...(channels.get(name)?.listeners ?? [])]) listener.onMessage(message);
  });
  redis.on('ready', () => void putInForce([...channels.keys()]));

  async function putInForce(names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    try {
      await redis.subscribe(...names);
    } catch {
      // The connection was lost again: its next `ready` comes back here.
      return;
    }
    for (const name of names) {
      const channel = channels.get(name);
      if (channel === undefined) continue;
      if (channel.wasInForce) for (const listener of [...channel.listeners]) listener.onResync();
      channel.wasInForce = true;
      channel.inForce.resolve();
    }
  }

  function release(name: string, channel: Channel, listener: ChannelListener): void {
    if (!channel.listeners.delete(listener) || channel.listeners.size > 0) return;
    if (channels.get(name) === channel) channels.delete(name);
    // While away there is nothing to end: only what is in the map is renewed.
    if (redis.status === 'ready') redis.unsubscribe(name).catch(() => {});
  }

  return {
    subscribe: async (name, listener) => {
      let channel = channels.get(name);
      if (channel === undefined) {
        channel = { listeners: new Set(), inForce: Promise.withResolvers(), wasInForce: false };
        channels.set(name, channel);
        if (redis.status === 'ready') void putInForce([name]);
      }
      const mine = channel;
      mine.listeners.add(listener);
      await mine.inForce.promise;
      return () => release(name, mine, listener);
    },
    channelCount: () => channels.size,
    [Symbol.asyncDispose]: async () => {
      for (const { inForce } of channels.values()) {
        // Nobody may be waiting any more.
        inForce.promise.catch(() => {});
        inForce.reject(new ServiceError('SHUTTING_DOWN'));
      }
      channels.clear();
      redis.disconnect();
      await Promise.resolve();
    },
  };
}
