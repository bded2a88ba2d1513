import { inFull } from "@latchkey/core/testing/in-full";
import type { Caller } from "./callers.fixture.ts";

export interface Load {
  /** Resolves when so many calls more are done, and all that are under way now. */
  calls(more: number): Promise<void>;
  /** Lets what is under way end, and begins nothing until `resume`. */
  pause(): Promise<void>;
  resume(): void;
  /** Waits until `total` calls have been made, and ends. */
  finish(total: number): Promise<void>;
  done(): number;
  /** By kind of caller: how often each status was answered. */
  statuses: Map<string, Map<number, number>>;
  /** What was answered where it was not 200: the first few. */
  refused: string[];
}

const AT_ONCE = inFull ? 8 : 2;
const MAX_TOLD = 10;

/** Calls without a pause, each caller as often as the others. */
export const startLoad = (url: string, callers: readonly Caller[], now: () => number): Load => {
  const statuses = new Map(callers.map(({ kind }) => [kind, new Map<number, number>()]));
  const refused: string[] = [];
  let [begun, done, most, isPaused] = [0, 0, Number.POSITIVE_INFINITY, false];
  const underWay = new Set<Promise<unknown>>();
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const wake of waiting) wake();
    waiting.clear();
  };
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise<void>((resolve) => waiting.add(resolve));
  };

  const callOnce = async ({ kind, request }: Caller, number: number): Promise<void> => {
    const address = `${url}?call=${number}`;
    const response = await fetch(address, await request(address, now()));
    const text = await response.text();
    const counts = statuses.get(kind);
    counts?.set(response.status, (counts.get(response.status) ?? 0) + 1);
    if (response.status !== 200 && refused.length < MAX_TOLD)
      refused.push(`call ${number}, ${kind}: ${response.status} ${text}`);
  };

  const work = async (): Promise<void> => {
    while (begun < most) {
      await until(() => !isPaused);
      const number = begun;
      const caller = callers[number % callers.length];
      if (!caller || number >= most) return;
      begun += 1;
      const call = callOnce(caller, number).catch((error: unknown) =>
        refused.push(`call ${number}: ${error}`),
      );
      underWay.add(call);
      await call;
      underWay.delete(call);
      done += 1;
      changed();
    }
  };
  const workers = Array.from({ length: AT_ONCE }, work);

  return {
    calls: async (more) => {
      const enough = done + more;
      await until(() => done >= enough);
      await Promise.all(underWay);
    },
    pause: async () => {
      isPaused = true;
      await until(() => underWay.size === 0);
    },
    resume: () => {
      isPaused = false;
      changed();
    },
    finish: async (total) => {
      most = Math.max(total, begun);
      await Promise.all(workers);
    },
    done: () => done,
    statuses,
    refused,
  };
};
