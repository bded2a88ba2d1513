import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { cli, spawnCli } from "./run-cli.fixture.ts";
import { sharedCli } from "./shared-cli.fixture.ts";

const on = sharedCli();

describe("onboard", () => {
  it("waits for a human, prints the key once, and goes on where it was", async () => {
    const make = making(on.root);
    const provider = await make.team();
    const { slug: team } = await make.team();
    const { slug } = await make.service(provider.slug);
    const words = ["onboard", slug, "--consumer", "robot", "--team", team];
    const first = await cli(on.stage, ...words, "--timeout", "0");
    expect([first.code, first.printed, first.told]).toEqual([1, "", expect.stringContaining("still waits")]);
    const [pending, ...others] = JSON.parse(
      (await cli(on.stage, "subscriptions", "--service", slug, "--json")).printed,
    ).items;
    expect([pending.status, others]).toEqual(["pending", []]);
    expect((await cli(on.stage, "approve", pending.id, "--reason", "welcome")).told).toContain("is active");

    const { code, printed } = await cli(on.stage, ...words);
    expect([code, printed]).toEqual([0, expect.stringMatching(/^lk_\S+$/)]);
    const again = await cli(on.stage, ...words, "--json");
    expect([again.code, JSON.parse(again.printed)]).toEqual([
      0,
      expect.objectContaining({ secret: null, subscription: expect.objectContaining({ id: pending.id }) }),
    ]);
    expect((await on.root("GET", `/v1/consumers?team=${team}`)).body.items.length).toBe(1);
    const call = { service: slug, method: "GET", path: `/${slug}/`, headers: { "x-api-key": printed } };
    expect((await on.root("POST", "/v1/verify", call)).body.allowed).toBe(true);
  });

  it("ends with 1 and the reason where it is rejected", async () => {
    const make = making(on.root);
    const provider = await make.team();
    const { slug: team } = await make.team();
    const { slug } = await make.service(provider.slug);
    const waiting = spawnCli(on.stage, ["onboard", slug, "--consumer", "robot", "--team", team]);
    const id = await new Promise<string>((resolve) =>
      waiting.process.stderr?.on("data", (text: Buffer) =>
        resolve(/sub_\w+/.exec(text.toString())?.[0] ?? ""),
      ),
    );
    await make.act({ id }, "reject", { reason: "not this year" });
    const { code, told } = await waiting.ended;
    expect([code, told]).toEqual([1, expect.stringContaining("is rejected: not this year")]);
  });
});

describe("credentials", () => {
  it("are issued, rotated and revoked by name, and each secret is shown once", async () => {
    const make = making(on.root);
    const { slug: team } = await make.team();
    const { name } = await make.consumer(team);
    const of = `${team}/${name}`;
    const issued = JSON.parse((await cli(on.stage, "credentials", "issue", of, "--name", "one")).printed);
    const rotated = JSON.parse((await cli(on.stage, "credentials", "rotate", of, "one")).printed);
    expect(issued).toMatchObject({ team, consumer: name, credential: "one", type: "api-key" });
    expect(rotated.secret.apiKey).not.toBe(issued.secret.apiKey);
    const listed = await cli(on.stage, "credentials", "list", of);
    expect(listed.printed).toMatch(/^ID +NAME +TYPE.*\ncrd_\w+ +one +api-key +enabled/);
    expect(listed.printed).not.toContain(rotated.secret.apiKey);
    expect((await cli(on.stage, "credentials", "revoke", of, "one")).code).toBe(0);
    const gone = await cli(on.stage, "credentials", "revoke", of, "one");
    expect([gone.code, gone.told]).toEqual([2, expect.stringContaining("no credential one")]);
  });

  it("of a name that several consumers have are refused with both", async () => {
    const make = making(on.root);
    for (const _ of [1, 2]) await make.consumer((await make.team()).slug, { name: "twin" });
    const refused = await cli(on.stage, "credentials", "list", "twin");
    expect([refused.code, refused.told]).toEqual([
      2,
      expect.stringMatching(/several: team-\d+\/twin, team-\d+\/twin/),
    ]);
  });
});

it.each([
  [["consumers"]],
  [["subscriptions"]],
  [["audit", "--team", "latchkey"]],
  [["usage"]],
  [["--json", "whoami"]],
])("%j answers JSON for programs and lines for people", async (words) => {
  const json = await cli(on.stage, ...words, "--json");
  expect([json.code, typeof JSON.parse(json.printed)]).toEqual([0, "object"]);
  expect((await cli(on.stage, ...words)).code).toBe(0);
});

describe("the tools", () => {
  const ask = async (words: readonly string[], ...messages: object[]) => {
    const { process: child, ended } = mcp(words);
    child.stdin?.end(
      messages.map((message) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`).join(""),
    );
    const { printed } = await ended;
    const answers = printed
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    return new Map(answers.map((answer) => [answer.id, answer]));
  };
  const mcp = (words: readonly string[]) => {
    const child = spawn(
      process.execPath,
      [new URL("../../packages/cli/bin/latchkey.js", import.meta.url).pathname, "mcp", ...words],
      {
        env: { ...process.env, LATCHKEY_URL: on.stage.control, LATCHKEY_API_KEY: on.stage.rootKey },
        stdio: ["pipe", "pipe", "pipe"],
      },
    );
    child.stderr.pipe(process.stderr);
    let printed = "";
    child.stdout.on("data", (text: Buffer) => (printed += text.toString()));
    return { process: child, ended: once(child, "close").then(() => ({ printed })) };
  };
  const call = (id: number, name: string, args: object) => ({
    id,
    method: "tools/call",
    params: { name, arguments: args },
  });

  it("are the operations, and change nothing unless --write", async () => {
    const answers = await ask(
      [],
      { id: 1, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {} } },
      { method: "notifications/initialized" },
      { id: 2, method: "tools/list" },
      call(3, "list_teams", { limit: 1 }),
      call(4, "create_team", { slug: "by-tool", name: "x" }),
      call(5, "read_team", { team: "../services" }),
    );
    expect(answers.get(1).result).toMatchObject({
      protocolVersion: "2025-06-18",
      serverInfo: { name: "latchkey" },
    });
    const { tools } = answers.get(2).result;
    expect(tools.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["list_teams", "read_service"]),
    );
    for (const { name, annotations, inputSchema } of tools) {
      expect([name, annotations.readOnlyHint, inputSchema.type]).toEqual([
        expect.stringMatching(/^[a-z_]+$/),
        true,
        "object",
      ]);
      expect(JSON.stringify(inputSchema)).not.toContain("#/components");
    }
    expect(answers.get(3).result).toMatchObject({ isError: false, structuredContent: { items: [{}] } });
    expect(answers.get(4).error.code).toBe(-32602);
    expect(answers.get(5).result).toMatchObject({ isError: true, structuredContent: { status: 404 } });
    expect((await on.root("GET", "/v1/teams/by-tool")).status).toBe(404);
  });

  it("make and change things with --write, and tell refusals as errors of the tool", async () => {
    const made = await ask(["--write"], call(1, "create_team", { slug: "by-tool", name: "Tool" }));
    expect(made.get(1).result).toMatchObject({ isError: false, structuredContent: { slug: "by-tool" } });
    const changed = await ask(
      ["--write"],
      call(1, "change_team", { team: "by-tool", name: "Changed" }),
      call(2, "change_team", { team: "by-tool", name: 7 }),
    );
    expect(changed.get(1).result.structuredContent.name).toBe("Changed");
    expect(changed.get(2).result).toMatchObject({
      isError: true,
      structuredContent: { code: "invalid-input" },
    });
  });
});
