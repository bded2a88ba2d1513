/** How a caller of `echo` wants to be answered. */
export interface EchoWishes {
  readonly status: number;
  /** Milliseconds before the answer begins; of one with `bytes`, between its halves. */
  readonly delay: number;
  /** So many bytes in place of what reached the service. */
  readonly bytes?: number;
}

const MAX_DELAY = 120_000;
const MAX_BYTES = 16 * 1024 * 1024;

/** A number from the query within bounds; nothing for what is none. */
const numberIn = (query: URLSearchParams, name: string, min: number, max: number): number | undefined => {
  const text = query.get(name) ?? "";
  const number = /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  return number !== undefined && number >= min && number <= max ? number : undefined;
};

export const echoWishes = (query: URLSearchParams): EchoWishes => {
  const bytes = numberIn(query, "bytes", 0, MAX_BYTES);
  return {
    status: numberIn(query, "status", 200, 599) ?? 200,
    delay: numberIn(query, "delay", 0, MAX_DELAY) ?? 0,
    ...(bytes === undefined ? {} : { bytes }),
  };
};
