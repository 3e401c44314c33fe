/** A bounded number of places and a fair line of those who wait for one. */
export interface Slots {
  readonly inUse: number;
  /** Waits for a place and gives the function that frees it (harmless when called twice). Rejects with the signal's reason. */
  take(signal: AbortSignal): Promise<() => void>;
}

export function makeSlots(places: number): Slots {
  let inUse = 0;
  const line: (() => void)[] = [];

  function occupy(): () => void {
    inUse++;
    let freed = false;
    return () => {
      if (freed) return;
      freed = true;
      inUse--;
      line.shift()?.();
    };
  }

  return {
    get inUse() {
      return inUse;
    },
    take(signal) {
      signal.throwIfAborted();
      if (inUse < places) return Promise.resolve(occupy());
      return new Promise((resolve, reject) => {
        const enter = (): void => {
          signal.removeEventListener('abort', leave);
          resolve(occupy());
        };
        const leave = (): void => {
          line.splice(line.indexOf(enter), 1);
          reject(signal.reason as Error);
        };
        line.push(enter);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}
