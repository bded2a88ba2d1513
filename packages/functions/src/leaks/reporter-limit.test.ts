import type { Spend } from "@latchkey/core/allowance/allowance-store";
import { NOW } from "@latchkey/core/testing/records";
import { expect, it } from "vitest";
import { createReporterLimit, reporterOf } from "./reporter-limit.ts";

const counting = () => {
  const used = new Map<string, number>();
  let asked = 0;
  const take = async ({ of, window, most }: Spend) => {
    asked += 1;
    const key = `${of} ${window.start}`;
    const before = used.get(key) ?? 0;
    const taken = before < most;
    if (taken) used.set(key, before + 1);
    return { taken, used: used.get(key) ?? 0, resetsAt: window.start + window.seconds * 1000 };
  };
  return { limit: createReporterLimit(() => ({ take })), asked: () => asked };
};

it("an address reports 300 times a minute; after that asking costs no write until the minute is over", async () => {
  const { limit, asked } = counting();
  const start = Math.ceil(NOW / 60_000) * 60_000;
  for (let n = 0; n < 300; n += 1) await limit("anybody", "192.0.2.1", start);
  for (let n = 0; n < 10; n += 1)
    await expect(limit("anybody", "192.0.2.1", start + 59_000)).rejects.toMatchObject({
      code: "rate-limited",
      extra: { retryAfterSeconds: 1 },
    });
  expect(asked()).toBe(301);
  await limit("anybody", "192.0.2.2", start + 59_000);
  await limit("anybody", "192.0.2.1", start + 60_000);
});

it.each([
  ["192.0.2.1", "::ffff:192.0.2.1"],
  ["2001:db8::1", "2001:db8::ffff:1"],
  ["no address", "another"],
])("%s and %s are counted together", (one, another) => expect(reporterOf(one)).toBe(reporterOf(another)));

it.each([
  ["192.0.2.1", "192.0.2.2"],
  ["2001:db8::1", "2001:db8:0:1::1"],
])("%s and %s are counted apart", (one, another) => expect(reporterOf(one)).not.toBe(reporterOf(another)));
