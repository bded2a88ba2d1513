import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { dataDirectory, entry, mailRule, never, put, start, withBuses } from "./bus-endpoint.fixture.ts";

withBuses();

describe("a bus that starts again", () => {
  it("delivers what was not taken, and nothing that was", async () => {
    const taken = mailRule();
    const { bus } = await start([
      taken.rule,
      { ...mailRule(() => Promise.reject(new Error("down"))).rule, name: "down" },
    ]);
    await put(entry());
    await expect.poll(() => taken.seen).toHaveLength(1);
    await bus.stop();
    const [again, up] = [mailRule(), mailRule()];
    await start([again.rule, { ...up.rule, name: "down" }]);
    await expect.poll(() => up.seen).toEqual(taken.seen);
    expect(again.seen).toEqual([]);
  });

  it("keeps as a dead letter what waits for a rule that is gone", async () => {
    const { bus } = await start([mailRule(() => Promise.reject(new Error("down"))).rule]);
    await put(entry());
    await bus.stop();
    const { onDeadLetter } = await start([]);
    await expect.poll(() => onDeadLetter).toHaveBeenCalledWith(expect.objectContaining({ rule: "mail" }));
  });

  it("stops although a target hangs", async () => {
    const { bus } = await start([mailRule(never).rule]);
    await put(entry());
    await bus.stop();
    await expect(put(entry())).rejects.toThrow("ECONNREFUSED");
  });

  it("has every event that was acknowledged before a kill -9", async () => {
    const script = new URL("./bus-publisher.fixture.ts", import.meta.url).pathname;
    const publisher = spawn(process.execPath, [script, dataDirectory], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    publisher.stderr.pipe(process.stderr);
    const exited = once(publisher, "exit");
    const acknowledged: string[] = [];
    for await (const id of createInterface(publisher.stdout)) {
      acknowledged.push(id);
      if (acknowledged.length === 50) publisher.kill("SIGKILL");
    }
    await exited;
    const mail = mailRule();
    await start([{ ...mail.rule, pattern: { source: ["latchkey"] } }]);
    await expect.poll(() => mail.seen.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
    expect(acknowledged.length).toBeGreaterThanOrEqual(50);
  });
});
