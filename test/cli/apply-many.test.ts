import { inFull } from "@latchkey/core/testing/in-full";
import { describe, expect, it } from "vitest";
import { faultyStage } from "../doctor/faulty-stage.fixture.ts";
import { cli } from "./run-cli.fixture.ts";
import { sharedCli } from "./shared-cli.fixture.ts";

const on = sharedCli();

const SERVICES = 10;
/** With 1 team, 10 services, and a key and a plugin of each: in full 1,001 things, and 330 subscriptions. */
const CONSUMERS = inFull ? 330 : 110;
const many = {
  teams: [{ slug: "many", name: "Many" }],
  services: Array.from({ length: SERVICES }, (_, at) => ({
    slug: `many-${at}`,
    name: "Service",
    team: "many",
    kind: "rest",
    upstream: { url: "http://127.0.0.1:9" },
    approval: "auto",
    status: "published",
  })),
  consumers: Array.from({ length: CONSUMERS }, (_, at) => ({
    name: `consumer-${at}`,
    team: "many",
    plugins: { quota: { count: at + 1, period: "day" } },
    credentials: [{ name: "key", type: "api-key" }],
    subscriptions: [{ service: `many-${at % SERVICES}` }],
  })),
};

describe("a file with hundreds of things", () => {
  it("is applied again without a write, by lists: not by a read for each", async () => {
    const file = await on.folder.file("many.json", many);
    const made = await cli(
      on.stage,
      "apply",
      "-f",
      file,
      "--json",
      "--secrets-to",
      on.folder.path("secrets"),
    );
    expect([made.code, made.told]).toEqual([0, ""]);
    expect(JSON.parse(made.printed)).toMatchObject({ created: 1 + SERVICES + 4 * CONSUMERS, changed: 0 });

    const asked: string[] = [];
    await using passing = await faultyStage(on.stage, {
      call: (call, plane) => {
        if (plane === "control") asked.push(call.method);
        return call;
      },
    });
    const again = await cli({ ...on.stage, control: passing.url }, "apply", "-f", file, "--json");
    expect(JSON.parse(again.printed)).toMatchObject({ created: 0, changed: 0, removed: 0, done: true });
    expect(new Set(asked)).toEqual(new Set(["GET"]));
    // A list of credentials for each consumer that has some in the file; all else by pages of 200.
    expect(asked.length).toBeLessThanOrEqual(CONSUMERS + 12);
  });
});
