import type { RedisHub } from '../platform/redis-hub.ts';
import type { LogEntry, LogSource } from './log-entry.ts';

export interface FeedListener {
  readonly onEntry: (entry: LogEntry) => void;
  /** Entries may have been missed: read the log. */
  readonly onResync: () => void;
}

/** Live entries of logs. A message is parsed once, however many listen to its channel in this process. */
export interface EventFeed {
  /** Resolves when the subscription is in force. Gives the function that ends it. */
  subscribe(source: LogSource, listener: FeedListener): Promise<() => void>;
}

interface Channel {
  readonly listeners: Set<FeedListener>;
  readonly end: Promise<() => void>;
}

export function makeEventFeed(hub: RedisHub): EventFeed {
  const channels = new Map<string, Channel>();

  function open(source: LogSource): Channel {
    const listeners = new Set<FeedListener>();
    const end = hub.subscribe(source.keys.channel, {
      onMessage: (message) => {
        const entry = source.parse(message);
        // A copy: a listener may end its own subscription while it is called.
        for (const listener of [...listeners]) listener.onEntry(entry);
      },
      onResync: () => {
        for (const listener of [...listeners]) listener.onResync();
      },
    });
    return { listeners, end };
  }

  return {
    subscribe: async (source, listener) => {
      const name = source.keys.channel;
      const channel = channels.get(name) ?? open(source);
      channels.set(name, channel);
      channel.listeners.add(listener);
      const release = async (): Promise<void> => {
        if (!channel.listeners.delete(listener) || channel.listeners.size > 0) return;
        if (channels.get(name) === channel) channels.delete(name);
        (await channel.end)();
      };
      try {
        await channel.end;
      } catch (error) {
        channel.listeners.delete(listener);
        if (channels.get(name) === channel) channels.delete(name);
        throw error;
      }
      return () => void release();
    },
  };
}
