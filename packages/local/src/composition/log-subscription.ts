import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { onCountedLine } from "@latchkey/functions/composition/counted-lines";

/** CloudWatch also collects lines for a moment; here it is short, so that developers do not wait. */
const GATHER_MS = 100;
/** And as long as this where there are many: every batch is a write for each row that it counts in. */
const GATHER_MANY_MS = 500;
const MANY = 25;
const MAX_LINES = 1000;
const MAX_TRIES = 5;
const RETRY_MS = 200;

/** It is unpacked in the same process a moment later. */
const FASTEST = { level: 1 };

type Ingest = (event: unknown) => Promise<unknown>;

/**
 * Hands the lines of calls to the function that is subscribed to their log, as CloudWatch Logs does: in gzipped batches,
 * tried again when the function fails.
 *
 * @param written is called for each line, once it is in the log
 */
export const startLogSubscription = (
  ingest: Ingest,
  report: (message: string, error?: unknown) => void,
  written: () => void = () => undefined,
): { stop(): Promise<void> } => {
  let lines: string[] = [];
  let sending: Promise<void> | undefined;

  const send = async (batch: readonly string[]): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        await ingest(logsEvent(batch));
        return;
      } catch (error) {
        if (tries >= MAX_TRIES) return report(`usage of ${batch.length} lines was lost`, error);
        await sleep(tries * RETRY_MS);
      }
    }
  };
  const drain = async (): Promise<void> => {
    for (let wait = GATHER_MS; lines.length > 0; ) {
      await sleep(wait);
      const batch = lines.slice(0, MAX_LINES);
      lines = lines.slice(MAX_LINES);
      wait = batch.length >= MANY ? GATHER_MANY_MS : GATHER_MS;
      await send(batch);
    }
    sending = undefined;
  };
  onCountedLine((line) => {
    written();
    lines.push(line);
    sending ??= drain();
  });
  return {
    stop: async () => {
      onCountedLine(undefined);
      await sending;
    },
  };
};

const logsEvent = (lines: readonly string[]) => {
  const logEvents = lines.map((message, index) => ({ id: String(index), timestamp: Date.now(), message }));
  const batch = { messageType: "DATA_MESSAGE", logGroup: "local", logStream: "local", logEvents };
  return { awslogs: { data: gzipSync(JSON.stringify(batch), FASTEST).toString("base64") } };
};
