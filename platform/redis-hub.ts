export interface ChannelListener {
  readonly onMessage: (message: string) => void;
  /** Messages may have been missed: the connection was lost and the subscription is in force again. */
  readonly onResync: () => void;
}

/** One Redis subscriber connection shared by a whole process, with reference-counted channels. */
export interface RedisHub extends AsyncDisposable {
  /** Resolves when the subscription is in force; waits while Redis is away. Gives the function that ends it. */
  subscribe(channel: string, listener: ChannelListener): Promise<() => void>;
}
