import type { Answer } from "./post.ts";

/** From here on the service refuses a signature; below it a correction explains no refusal. */
const SKEWED_MS = 240_000;

/** The service's time, as its answers tell it: an instance whose clock is wrong signs with the right time from its second attempt on. */
export const createServerClock = () => {
  let offset = 0;
  return {
    offset: (): number => offset,
    now: (): number => Date.now() + offset,
    /** @returns whether the request was signed with a time so wrong that it may have been refused for it */
    learn: ({ header }: Answer, before: number): boolean => {
      const told = Date.parse(header("date") ?? "");
      // An answer with an age comes from a cache.
      if (Number.isNaN(told) || header("age") !== undefined) return false;
      offset = told - Date.now();
      return Math.abs(offset) >= SKEWED_MS && offset !== before;
    },
  };
};
