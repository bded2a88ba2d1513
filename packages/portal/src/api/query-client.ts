import { QueryClient } from "@tanstack/react-query";
import { asProblem, mayPass } from "./problem.ts";

const MAX_TRIES = 3;
const LONGEST_WAIT_MS = 10_000;

/** Milliseconds before try number `tries` + 1: what the server asked for, else longer and longer. */
export const waitBefore = (tries: number, error: unknown): number => {
  const { retryAfterSeconds } = asProblem(error);
  return Math.min(
    retryAfterSeconds === undefined ? 500 * 2 ** tries : retryAfterSeconds * 1000,
    LONGEST_WAIT_MS,
  );
};

/** Questions are asked again where that may help; changes are never sent twice by themselves. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (tries, error) => tries < MAX_TRIES - 1 && mayPass(asProblem(error)),
        retryDelay: waitBefore,
      },
      mutations: { retry: false },
    },
  });
