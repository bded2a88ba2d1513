import { leakTable } from "@latchkey/aws/stores/leak-table";
import { once } from "@latchkey/core/once";
import { retryRaced } from "@latchkey/core/outage";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { now } from "../composition/clock.ts";
import { controlPlane, keyRings, stores, table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { createEndLeaked } from "./create-end-leaked.ts";

/** How often a change that raced is decided again before the report is brought again. */
const MAX_TRIES = 8;

const endLeaked = once(() =>
  createEndLeaked(
    {
      stores: { ...stores(), ...leakTable(table()) },
      keys: keyRings(),
      now,
      commit: (at) => controlPlane().commit(at),
      again: (run) => retryRaced(MAX_TRIES, run),
    },
    createLog("end-leaked"),
  ),
);

/** Invoked with an event of the bus that `LEAK_RULE` lets through, or with a batch of them from `LEAK_QUEUE`. */
export const handler = async (
  input: SQSEvent | { detail: unknown },
): Promise<SQSBatchResponse | undefined> => {
  if ("Records" in input) return endLeaked().takeBatch(input);
  await endLeaked().take(input);
  return undefined;
};
