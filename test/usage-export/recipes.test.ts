import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { usageFiles } from "@latchkey/aws/usage/usage-file";
import { usageEvent } from "@latchkey/core/usage/usage-event";
import { noUsage } from "@latchkey/core/usage/usage-totals";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openMeter, stripe } from "./billing-apis.fixture.ts";

const HOUR = Date.parse("2026-03-01T12:00:00.000Z");
const KEY = "a-key-of-the-test";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-recipes-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Hours of three consumers: 10, 20 and 30 calls in each. */
const writeHours = async (hours: number) => {
  for (let hour = 0; hour < hours; hour += 1) {
    const from = new Date(HOUR + hour * 3_600_000).toISOString();
    const events = [1, 2, 3].map((index) =>
      usageEvent("https://api.example.com", `${from}#hour`, {
        ...noUsage(),
        ...{ hour: from, consumer: `con_${index}`, team: "callers", serviceId: "svc_1", service: "echo" },
        ...{ subscription: "sub_1", credential: "crd_1", operation: "getForecast", model: "" },
        calls: index * 10,
      }),
    );
    await usageFiles(join(folder, "usage")).write(
      { day: from.slice(0, 10), name: from.slice(11, 13) },
      events,
    );
  }
};

/** The program of this name in the page, run as the page says. */
const run = async (name: string, env: Record<string, string>, ...given: string[]): Promise<number> => {
  const page = await readFile(new URL("../../docs/usage-export.md", import.meta.url), "utf8");
  const [, program] = page.split(`\`\`\`js ${name}\n`);
  if (program === undefined) throw new Error(`The page has no program ${name}.`);
  await writeFile(join(folder, name), program.slice(0, program.indexOf("```")));
  const child = spawn(process.execPath, [join(folder, name), ...given], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: "ignore",
  });
  const [code] = await once(child, "exit");
  return code;
};

describe("the recipe for OpenMeter", () => {
  it("adds each event once, however often it is run, also where an answer was lost", async () => {
    const api = await openMeter(KEY, 1);
    const send = () => run("openmeter.mjs", { OPENMETER_URL: api.url, OPENMETER_KEY: KEY }, "usage");
    await writeHours(40);
    expect(await send()).toBe(1);
    expect(await send()).toBe(0);
    expect(await send()).toBe(0);
    const taken = api.taken();
    expect(taken).toHaveLength(120);
    const ofOne = taken.filter(({ subject }) => subject === "con_2");
    expect(ofOne.reduce((sum, { data }) => sum + data.calls, 0)).toBe(800);
  });

  it("fails where the key is wrong", async () => {
    const api = await openMeter(KEY);
    await writeHours(1);
    expect(await run("openmeter.mjs", { OPENMETER_URL: api.url, OPENMETER_KEY: "other" }, "usage")).toBe(1);
    expect(api.taken()).toEqual([]);
  });
});

describe("the recipe for Stripe", () => {
  it("bills each event once: after a lost answer, a day later, and when a consumer gets a customer later", async () => {
    let now = HOUR / 1000 + 3 * 3600;
    const api = await stripe(KEY, () => now, 3);
    const bill = async (customers: object) => {
      await writeFile(join(folder, "customers.json"), JSON.stringify(customers));
      const files = ["usage", "customers.json", "sent.txt"];
      return run("stripe.mjs", { STRIPE_URL: api.url, STRIPE_KEY: KEY }, ...files);
    };
    await writeHours(2);
    expect(await bill({ con_1: "cus_a", con_2: "cus_b" })).toBe(1);
    expect(await bill({ con_1: "cus_a", con_2: "cus_b" })).toBe(0);
    now += 2 * 86_400;
    expect(await bill({ con_1: "cus_a", con_2: "cus_b", con_3: "cus_c" })).toBe(0);
    const sums = Object.groupBy(api.taken, ({ customer }) => customer);
    const sum = (customer: string) => sums[customer]?.reduce((all, { value }) => all + value, 0);
    expect([sum("cus_a"), sum("cus_b"), sum("cus_c")]).toEqual([20, 40, 60]);
    expect(new Set(api.taken.map(({ identifier }) => identifier)).size).toBe(6);
  });
});
