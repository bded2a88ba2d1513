import { readFile, stat } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { settledTrail } from "../support/settled-trail.ts";
import { cli } from "./run-cli.fixture.ts";
import { sharedCli } from "./shared-cli.fixture.ts";
import { wholeTeam } from "./whole-team.fixture.ts";

const on = sharedCli();

describe("a team with everything in it", () => {
  it("is made, made again without a write, and its export makes it so", async () => {
    const file = await on.folder.file("whole.json", wholeTeam("a"));
    const secrets = on.folder.path("secrets.jsonl");
    const first = await cli(on.stage, "apply", "-f", file, "--secrets-to", secrets, "--json");
    expect([first.told, first.code]).toEqual(["", 0]);
    expect(JSON.parse(first.printed)).toMatchObject({ secrets: [], done: true, removed: 0, failed: [] });

    const { mode } = await stat(secrets);
    expect(mode & 0o777).toBe(0o600);
    const lines = (await readFile(secrets, "utf8")).trimEnd().split("\n");
    const issued = lines.map((line) => JSON.parse(line));
    // Consumers are made beside each other, so that the order between them is chance.
    const kinds = issued.map(({ credential, webhook, type }) => `${type} ${credential ?? typeof webhook}`);
    expect(kinds.toSorted()).toEqual([
      "aksk pair",
      "api-key main",
      "api-key main",
      "api-key off",
      "basic login",
      "jwt token",
      "webhook string",
    ]);

    await on.root("PATCH", "/v1/teams/whole-a", { name: "Whole" });
    const before = await settledTrail(on.root, "whole-a");
    await on.root("PATCH", "/v1/teams/whole-a", { name: "Whole" });
    const again = await cli(on.stage, "apply", "-f", file, "--secrets-to", secrets, "--json");
    expect(JSON.parse(again.printed)).toMatchObject({ created: 0, changed: 0, removed: 0, steps: [] });
    expect((await readFile(secrets, "utf8")).trimEnd().split("\n")).toEqual(lines);
    expect((await settledTrail(on.root, "whole-a")) - before).toBe(2);
    await on.root("PATCH", "/v1/teams/whole-a", { name: "Whole" });

    expect((await cli(on.stage, "diff", "-f", file)).code).toBe(0);
    for (const form of [["--json"], []]) {
      const exported = await cli(on.stage, "export", "--team", "whole-a", ...form);
      const back = await on.folder.file("exported", exported.printed);
      const diff = await cli(on.stage, "diff", "-f", back, "--prune", "--team", "whole-a");
      expect([diff.code, diff.printed, exported.code]).toEqual([0, "", 0]);
    }
  });

  it("gets its subscriptions as the provider where the caller is, and its keys hold", async () => {
    const [{ id }] = (await on.root("GET", "/v1/consumers?team=whole-a&q=nightly")).body.items;
    const { items } = (await on.root("GET", `/v1/consumers/${id}/subscriptions`)).body;
    expect(items.map(({ status }: { status: string }) => status)).toEqual(["active", "active", "active"]);
    const text = await readFile(on.folder.path("secrets.jsonl"), "utf8");
    const login = text
      .split("\n")
      .map((line) => JSON.parse(line || "{}"))
      .find((each) => each.credential === "login");
    const Authorization = `Basic ${btoa(`${login.secret.username}:${login.secret.password}`)}`;
    const call = {
      service: "brain-a",
      method: "GET",
      path: "/brain-a/x",
      headers: { Authorization },
      sourceIp: "10.1.1.1",
    };
    expect((await on.root("POST", "/v1/verify", call)).body).toMatchObject({
      allowed: true,
      consumer: id,
    });
  });
});

describe("what a file changes", () => {
  it("is what it names: the rest stays, and null removes", async () => {
    const make = making(on.root);
    await make.team({ slug: "changing" });
    const consumer = await make.consumer("changing", {
      name: "one",
      description: "Old",
      labels: { keep: "1", go: "2" },
    });
    await make.plugin(consumer, "quota", { count: 5, period: "day" });
    await make.plugin(consumer, "rate-limit", { count: 5, periodSeconds: 1 });
    await make.consumer("changing", { name: "two" });
    const said = {
      consumers: [
        {
          name: "one",
          team: "changing",
          description: null,
          labels: { go: null, come: "3" },
          plugins: { quota: null, "request-size": { maxBytes: 100 } },
        },
      ],
    };
    const file = await on.folder.file("change.json", said);
    const dry = await cli(on.stage, "apply", "-f", file, "--dry-run");
    expect([dry.code, dry.printed]).toEqual([
      0,
      "~ consumer changing/one (description, labels)\n+ plugin changing/one/request-size\n- plugin changing/one/quota",
    ]);
    expect((await cli(on.stage, "diff", "-f", file)).code).toBe(1);
    expect((await cli(on.stage, "apply", "-f", file)).code).toBe(0);
    const { body } = await on.root("GET", `/v1/consumers/${consumer.id}`);
    expect(body.description).toBe(undefined);
    expect(body.labels).toEqual({ keep: "1", come: "3" });
    expect(Object.keys(body.plugins).sort()).toEqual(["rate-limit", "request-size"]);
    expect((await on.root("GET", "/v1/consumers?team=changing")).body.items.length).toBe(2);
  });

  it("is removed of one team with --prune, and only when --yes says so", async () => {
    const file = await on.folder.file("prune.json", { consumers: [{ name: "one", team: "changing" }] });
    const refused = await cli(on.stage, "apply", "-f", file, "--prune", "--team", "changing");
    expect([refused.code, refused.told]).toEqual([2, expect.stringContaining("- consumer changing/two")]);
    expect((await on.root("GET", "/v1/consumers?team=changing")).body.items.length).toBe(2);
    expect((await cli(on.stage, "apply", "-f", file, "--prune", "--team", "changing", "--yes")).code).toBe(0);
    const { items } = (await on.root("GET", "/v1/consumers?team=changing")).body;
    expect(items.map(({ name, plugins }: { name: string; plugins: object }) => [name, plugins])).toEqual([
      ["one", {}],
    ]);
  });
});
