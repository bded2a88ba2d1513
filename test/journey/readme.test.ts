import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

const run = promisify(execFile);
const ROOT = new URL("../..", import.meta.url);

/** The commands that the README gives, on the ports and the folder of this run. */
const readmeCommands = async (latchkey: RunningLatchkey): Promise<string> => {
  const readme = await readFile(new URL("README.md", ROOT), "utf8");
  const [, commands] = /```sh\n([\s\S]*?)```/.exec(readme) ?? [];
  if (commands === undefined) throw new Error("The README has no commands.");
  const upstream = new URL(latchkey.gateway).port;
  return commands
    .replaceAll("http://127.0.0.1:4000", latchkey.control)
    .replaceAll("http://127.0.0.1:4001", latchkey.gateway)
    .replaceAll(".latchkey/root.key", `${latchkey.data}/root.key`)
    .replaceAll("4100", String(Number(upstream) + 2000));
};

describe("The README's sixty seconds", () => {
  let latchkey: RunningLatchkey;
  beforeAll(async () => {
    latchkey = await startLatchkey({}, { asTyped: true });
  });
  afterAll(() => latchkey[Symbol.asyncDispose]());

  it("go from nothing to a call that an approval let through", async () => {
    const { stdout, stderr } = await run("bash", ["-m", "-c", await readmeCommands(latchkey)], {
      timeout: 30_000,
    });
    const said = stdout.split("\n");
    const at = (text: string) => said.findIndex((line) => line.includes(text));
    const order = [
      '"slug":"weather"',
      '"slug":"forecast"',
      '"code":"invalid-credential"',
      '"code":"no-subscription"',
      '"code":"subscription-pending"',
      "waits for your decision",
      "is approved",
      "Hello, my-app",
      '"status":"suspended"',
      '"code":"consumer-suspended"',
    ].map((text) => [text, at(text)] as const);
    for (const [text, line] of order)
      expect(line, `${text} in:\n${stdout}\n${stderr}`).toBeGreaterThanOrEqual(0);
    const lines = order.map(([, line]) => line);
    expect(lines).toEqual([...lines].sort((one, other) => one - other));
  });

  it("leave every mail in the inbox, and everything after a restart", async () => {
    const subjects = async (of: RunningLatchkey) => {
      const mails = (await (await fetch(`${of.control}/_local/inbox.json`)).json()) as { subject: string }[];
      return mails.map((mail) => mail.subject);
    };
    const told = await eventually(
      () => subjects(latchkey),
      (found) => found.length === 4,
    );
    expect(told.sort()).toEqual([
      "Approved: my-app may use forecast",
      "Created: credential first of my-app",
      "Please decide: my-app (weather) asks for forecast",
      "Suspended: the consumer my-app",
    ]);
    expect(await latchkey.stop()).toBe(0);
    latchkey = await latchkey.restart();
    expect(await subjects(latchkey)).toHaveLength(4);
    const services = await fetch(`${latchkey.control}/v1/services/forecast`, {
      headers: { "X-API-Key": latchkey.rootKey },
    });
    expect(services.status).toBe(200);
  });
});
