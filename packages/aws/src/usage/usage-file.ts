import { createReadStream } from "node:fs";
import { mkdir, open, stat } from "node:fs/promises";
import { join } from "node:path";
import type { UsageEvent } from "@latchkey/core/usage/usage-event";
import type { UsageSink } from "@latchkey/core/usage/usage-sink";

export const eventLines = (events: readonly UsageEvent[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join("");

/**
 * A file of JSON lines for each day in a folder, `YYYY-MM-DD.jsonl`, for one machine. Each event is in it once: what was written before the
 * power went is found again, and a line that was cut is taken away. One process writes.
 */
export const usageFiles = (folder: string): UsageSink => ({
  write: async ({ day }, events) => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${day}.jsonl`);
    const missing = new Map(events.map((event) => [event.id, event]));
    const whole = await wholeLines(path, (id) => missing.delete(id));
    const file = await open(path, "a", 0o600);
    try {
      await file.truncate(whole);
      await file.appendFile(eventLines([...missing.values()]));
      await file.datasync();
    } finally {
      await file.close();
    }
  },
});

const ID = /"id":"(use_[\w-]+)"/;
const NEWLINE = 0x0a;

/** Tells the id of each whole line, and returns how many bytes these are. */
const wholeLines = async (path: string, tell: (id: string) => void): Promise<number> => {
  if (!(await stat(path).catch(() => undefined))) return 0;
  let whole = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    rest = Buffer.concat([rest, chunk]);
    const end = rest.lastIndexOf(NEWLINE) + 1;
    for (const line of rest.subarray(0, end).toString("utf8").split("\n")) {
      const [, id] = ID.exec(line) ?? [];
      if (id !== undefined) tell(id);
    }
    whole += end;
    rest = rest.subarray(end);
  }
  return whole;
};
