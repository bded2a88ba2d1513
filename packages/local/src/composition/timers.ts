import type { LocalClock } from "../clock/local-clock.ts";

/** As long as the deployed function has. Milliseconds. */
const ROTATION_TIME = 15 * 60_000;

interface Timer {
  name: string;
  everyMs: number;
  run: () => Promise<unknown>;
}

/**
 * What the schedules of `infra` run: at once, since something may have become due while the machine was off; then on a
 * timer, and whenever the clock is moved.
 *
 * @param told resolves when what has run was told: who moves the clock on finds what was due by then.
 */
export const startTimers = (
  clock: LocalClock,
  told: () => Promise<void>,
  report: (message: string, error?: unknown) => void,
) => {
  const timers: Timer[] = [
    {
      name: "schedule",
      everyMs: 60_000,
      run: async () => (await import("@latchkey/functions/schedule/schedule-lambda")).handler(),
    },
    {
      name: "digests",
      everyMs: 60_000,
      run: async () => (await import("@latchkey/functions/notify/digest-lambda")).handler(),
    },
    {
      name: "webhooks",
      // Every minute when deployed; here more often, so that a developer need not wait for a replay.
      everyMs: 1000,
      run: async () => (await import("@latchkey/functions/webhooks/deliver-due-lambda")).handler(),
    },
    {
      name: "audit-anchor",
      everyMs: 60_000,
      run: async () => (await import("@latchkey/functions/audit/anchor-heads-lambda")).handler(),
    },
    {
      name: "audit-verify",
      everyMs: 3_600_000,
      run: async () => (await import("@latchkey/functions/audit/verify-chains-lambda")).handler(),
    },
    {
      name: "rotate-keys",
      everyMs: 6 * 3_600_000,
      run: async () => {
        const end = performance.now() + ROTATION_TIME;
        const { handler } = await import("@latchkey/functions/root/rotate-keys-lambda");
        await handler(undefined, { getRemainingTimeInMillis: () => end - performance.now() });
      },
    },
    {
      name: "sweep",
      everyMs: 300_000,
      run: async () => (await import("@latchkey/functions/relay/sweep-lambda")).handler(),
    },
    {
      name: "roll-up",
      everyMs: 60_000,
      run: async () => (await import("@latchkey/functions/usage/roll-up-lambda")).handler(),
    },
  ];
  const runOne = ({ name, run }: Timer) => run().catch((error: unknown) => report(`timer ${name}`, error));
  const handles = timers.map((timer) => setInterval(() => void runOne(timer), timer.everyMs));
  const runAll = async () => {
    for (const timer of timers) await runOne(timer);
  };
  void runAll();
  const leave = clock.onChange(async () => {
    await runAll();
    await told().catch((error: unknown) => report("telling what was due", error));
  });
  return {
    stop: async () => {
      leave();
      for (const handle of handles) clearInterval(handle);
    },
  };
};
