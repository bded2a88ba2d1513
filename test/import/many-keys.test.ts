import { createHash } from "node:crypto";
import { join } from "node:path";
import { inFull } from "@latchkey/core/testing/in-full";
import { describe, expect, it } from "vitest";
import { startCalled } from "../credentials/called.fixture.ts";
import { sendRaw } from "../credentials/send-raw.fixture.ts";
import { folderOf, moveIn } from "./moving.fixture.ts";

const KEYS = inFull ? 10_000 : 100;
const MOST_MEMORY = 1 << 30;
const keyOf = (at: number) => `sk-one-of-many-${at}`.padEnd(32, "x");

describe(`${KEYS} keys`, () => {
  it("are imported with a limit and a subscription each, in bounded memory, and each is accepted", {
    timeout: 1_500_000,
  }, async () => {
    const called = await startCalled();
    try {
      const rows = Array.from({ length: KEYS }, (_, at) => ({
        id: `key_${at}`,
        name: `Key ${at % (KEYS / 2)}`,
        hash: createHash("sha256").update(keyOf(at)).digest("base64"),
        ratelimits: [{ name: "all", limit: 100, duration: 1000 }],
      }));
      const file = join(await folderOf({ "rows.json": rows }), "rows.json");
      const words = ["unkey", file, "--team", "callers", "--service", `unkey=${called.service}`];
      const { report } = await moveIn(called.latchkey, ...words);
      const { rss } = process.memoryUsage();
      expect([report.created, report.skipped]).toEqual([4 * KEYS, []]);
      expect(rss).toBeLessThan(MOST_MEMORY);
      const accepted = new Set<number>();
      for (let at = 0; at < KEYS; at += 1) {
        const { status } = await sendRaw(called.url("/today"), { headers: { "x-api-key": keyOf(at) } });
        if (status === 200) accepted.add(at);
      }
      expect(accepted.size).toBe(KEYS);
      const again = await moveIn(called.latchkey, ...words);
      expect([again.report.created, again.report.unchanged]).toEqual([0, 4 * KEYS]);
    } finally {
      await called.stop();
    }
  });
});
