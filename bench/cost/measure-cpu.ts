import { eventWith } from "../authorizer.ts";
import { gatewayEvent } from "./gateway-event.ts";
import { batchOf, callLine } from "./measure-usage.ts";
import { AN_API_KEY } from "./measured.ts";
import { startMetered } from "./metered-latchkey.ts";

/** Milliseconds of CPU of this process, the best of some rounds. */
export interface MeasuredCpu {
  warmVerdict: number;
  coldVerdict: number;
  gatewayCall: number;
  ingestBatch: number;
  ingestLine: number;
}

const ROUNDS = 7;

export const measureCpu = async (): Promise<MeasuredCpu> => {
  const metered = await startMetered({ direct: true });
  try {
    const issued = await metered.issue(AN_API_KEY);
    const event = eventWith({ "X-API-Key": issued.secret["apiKey"] ?? "" });
    const forwarded = gatewayEvent(event, await metered.authorize(event));
    let slot = 0;
    const batches = (lines: number) => async () => {
      slot += 1;
      const at = Date.parse("2026-03-01T12:00:00.000Z") + slot * 30_000;
      await metered.ingest(
        batchOf(Array.from({ length: lines }, (_, index) => callLine(`r-${slot}-${index}`, at, 0))),
      );
    };
    const measured = {
      warmVerdict: await cpuOf(20_000, () => metered.authorize(event)),
      coldVerdict: await cpuOf(300, () => {
        metered.later(6000);
        return metered.authorize(event);
      }),
      gatewayCall: await cpuOf(300, () => metered.forward(forwarded)),
      ingestBatch: await cpuOf(100, batches(1)),
    };
    const thousand = await cpuOf(10, batches(1000));
    return { ...measured, ingestLine: rounded((thousand - measured.ingestBatch) / 999) };
  } finally {
    await metered.stop();
  }
};

const cpuOf = async (times: number, run: () => Promise<unknown>): Promise<number> => {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = process.cpuUsage();
    for (let turn = 0; turn < times; turn += 1) await run();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000 / times);
  }
  return rounded(best);
};

const rounded = (milliseconds: number): number => Number(milliseconds.toPrecision(2));
