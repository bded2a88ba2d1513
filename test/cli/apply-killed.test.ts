import { readFile, stat } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultyStage } from "../doctor/faulty-stage.fixture.ts";
import { asRoot } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";
import { cli, type Folder, ownFolder, spawnCli } from "./run-cli.fixture.ts";
import { wholeTeam } from "./whole-team.fixture.ts";

let stage: Stage;
let folder: Folder;
/** What the export of a team says that was applied without a break. */
let whole: unknown;
beforeAll(async () => {
  stage = await sharedLatchkey();
  folder = await ownFolder();
  const file = await folder.file("whole.json", wholeTeam("k0"));
  expect((await cli(stage, "apply", "-f", file)).code).toBe(0);
  whole = await exported("k0");
});
afterAll(() => folder[Symbol.asyncDispose]());

/** Applies a team's file by a process that is ended while its nth write passes; `after` the stage has carried it out. */
const killedAt = async (nth: number, at: string, signal: NodeJS.Signals) => {
  const file = await folder.file(`${at}.json`, wholeTeam(at));
  const secrets = folder.path(`${at}.secrets`);
  let writes = 0;
  let child: ReturnType<typeof spawnCli> | undefined;
  await using passing = await faultyStage(stage, {
    answer: (answer, { method }) => {
      if (method !== "GET") writes += 1;
      if (method !== "GET" && writes === nth) child?.process.kill(signal);
      return answer;
    },
  });
  child = spawnCli({ ...stage, control: passing.url }, ["apply", "-f", file, "--secrets-to", secrets]);
  const ended = await child.ended;
  return { file, secrets, ended, writes };
};

/** What is the same of two teams of the fixture, whatever their names. */
const exported = async (at: string) => {
  const { printed } = await cli(stage, "export", "--team", `whole-${at}`, "--json");
  return JSON.parse(
    printed
      .replaceAll(new RegExp(`-${at}\\b`, "g"), "-X")
      .replace(/"username": "\w{16}"/g, '"username": "minted"'),
  );
};

describe("an apply that is ended at some write", () => {
  it.each([
    [1, "SIGKILL"],
    [4, "SIGKILL"],
    [7, "SIGKILL"],
    [9, "SIGKILL"],
    [12, "SIGKILL"],
    [15, "SIGKILL"],
    [17, "SIGKILL"],
    [6, "SIGTERM"],
    [14, "SIGINT"],
  ] as const)("the %ith, by %s, ends the same when it is run again", async (nth, signal) => {
    const at = `k${nth}`;
    const killed = await killedAt(nth, at, signal);
    expect([killed.ended.code, killed.writes < 22]).toEqual([signal === "SIGKILL" ? -1 : 1, true]);
    const again = await cli(stage, "apply", "-f", killed.file, "--secrets-to", killed.secrets);
    expect(again.code).toBe(0);
    expect((await cli(stage, "diff", "-f", killed.file, "--prune", "--team", `whole-${at}`)).code).toBe(0);
    expect(await exported(at)).toEqual(whole);
  });

  it.each([1, 4, 7, 9, 12, 15, 17, 6, 14].map((nth) => `k${nth}`))(
    "has handed over every secret once, and each is accepted (%s)",
    async (at) => {
      const text = await readFile(folder.path(`${at}.secrets`), "utf8");
      const issued = text
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      const names = issued.map(({ credential }) => credential ?? "hook");
      expect(names.toSorted()).toEqual(["hook", "login", "main", "main", "off", "pair", "token"]);
      await expect(stat(folder.path(`${at}.secrets.unfinished`))).rejects.toThrow("ENOENT");
      const codes = await Promise.all(
        issued.filter(({ secret }) => secret.apiKey ?? secret.password).map((each) => codeOf(at, each)),
      );
      // One is disabled, and answered as an unknown one.
      expect(codes.toSorted()).toEqual(["allowed", "allowed", "allowed", "unknown"]);
    },
  );

  it("has made nothing twice", async () => {
    const { body } = await asRoot(stage)("GET", "/v1/consumers?team=whole-k6");
    expect(body.items.length).toBe(2);
  });
});

/** What the stage says of a call with a secret that was handed over. */
const codeOf = async (at: string, { secret }: { secret: Record<string, string> }): Promise<string> => {
  const { apiKey, username, password } = secret;
  const basic = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  const call = { service: `forecast-${at}`, method: "GET", path: "/a/x", sourceIp: "10.0.0.1" };
  const asked = apiKey
    ? [
        { ...call, headers: { "x-api-key": apiKey } },
        { ...call, headers: {}, query: `k=${apiKey}` },
      ]
    : [{ ...call, headers: { authorization: basic } }];
  const answers = await Promise.all(asked.map((body) => asRoot(stage)("POST", "/v1/verify", body)));
  const known = answers.map(({ body }) => (body.allowed ? "allowed" : body.code));
  return known.find((code) => code !== "missing-credential" && code !== "invalid-credential") ?? "unknown";
};
