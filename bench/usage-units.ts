import { readCounts } from "./cost/counts.ts";
import type { UsageBatch } from "./cost/measure-usage.ts";

interface Promised {
  name: string;
  lines: number;
  consumers: number;
  /** Write units a call. */
  atMost: number;
  /** An item for each row under consumer, service and team, in a transaction with the ids: the form before. */
  former: number;
  /** A row of each consumer and batch with two indexes: three writes of a unit, and the ids. */
  indexed: number;
}

const PROMISED: readonly Promised[] = [
  { name: "a call of a quiet consumer", lines: 1, consumers: 1, atMost: 3, former: 10, indexed: 4 },
  {
    name: "a hundred calls of a hundred consumers",
    lines: 100,
    consumers: 100,
    atMost: 0.2,
    former: 6.16,
    indexed: 3.01,
  },
];

export const unitsOf = ({ lines, log, teamPages, servicePages }: UsageBatch): number =>
  (log.wru + teamPages + servicePages) / lines;

/** Write units of the table for each call that is counted, as they were measured last, pages included. */
export const usageUnits = () =>
  PROMISED.map((promised) => {
    const batch = readCounts().units.usage.batches.find(
      ({ lines, consumers, before }) =>
        lines === promised.lines && consumers === promised.consumers && before === 0,
    );
    return { ...promised, units: batch ? unitsOf(batch) : Number.POSITIVE_INFINITY };
  });

/** Prints them beside what was promised; whether it is kept. */
export const printUsageUnits = (): boolean => {
  console.log("\nwrite units of the table a call that is counted (npm run cost -- --measure)");
  for (const { name, units, atMost, former, indexed } of usageUnits())
    console.log(
      `${name.padEnd(52)}${units.toFixed(2).padStart(8)}  promised ${atMost}${units <= atMost ? "" : " MISSED"}; the form before ${former}, a row with two indexes ${indexed}`,
    );
  return usageUnits().every(({ units, atMost }) => units <= atMost);
};
