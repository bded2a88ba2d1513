/** A person or a system that wants the program to end: once to stop, once more to stop cleaning up too. */
export interface Interruption extends Disposable {
  readonly stop: AbortSignal;
  readonly stopCleaning: AbortSignal;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Listens until it is disposed of. Nothing ends by itself meanwhile: the caller that holds the signals ends it. */
export const listenForInterruption = (): Interruption => {
  const first = new AbortController();
  const second = new AbortController();
  const heard = (): void => {
    if (first.signal.aborted) second.abort(new Error("interrupted again"));
    else first.abort(new Error("interrupted"));
  };
  for (const signal of SIGNALS) process.on(signal, heard);
  return {
    stop: first.signal,
    stopCleaning: second.signal,
    [Symbol.dispose]: () => {
      for (const signal of SIGNALS) process.off(signal, heard);
    },
  };
};
