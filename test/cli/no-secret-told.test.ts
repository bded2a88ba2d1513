import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { faultyStage } from "../doctor/faulty-stage.fixture.ts";
import { cli, spawnCli } from "./run-cli.fixture.ts";
import { sharedCli } from "./shared-cli.fixture.ts";
import { wholeTeam } from "./whole-team.fixture.ts";

const run = promisify(execFile);
const SOURCES = new URL("../../packages/cli/src", import.meta.url).pathname;

const on = sharedCli();

/** Arguments of every process of this machine. */
const processes = async (): Promise<string> =>
  (await run("ps", ["-eo", "args"], { maxBuffer: 16 << 20 })).stdout;

const secretsOf = (text: string): string[] =>
  text
    .trimEnd()
    .split("\n")
    .flatMap((line) => Object.entries(JSON.parse(line).secret as Record<string, string>))
    .filter(([name]) => name !== "username" && name !== "accessKey")
    .map(([, value]) => value);

describe("no secret", () => {
  it("is among the arguments of a process, nor in what is told, nor in a log of the stage", async () => {
    const file = await on.folder.file("whole.json", wholeTeam("quiet"));
    const secrets = on.folder.path("secrets.jsonl");
    const seen: Promise<string>[] = [];
    await using passing = await faultyStage(on.stage, {
      answer: (answer, { method }) => {
        if (method === "POST") seen.push(processes());
        return answer;
      },
    });
    const applied = await spawnCli({ ...on.stage, control: passing.url }, [
      "apply",
      "-f",
      file,
      "--secrets-to",
      secrets,
    ]).ended;
    expect(applied.code).toBe(0);
    const issued = secretsOf(await readFile(secrets, "utf8"));
    expect(issued.length).toBe(7);
    const given = [
      "up-secret-quiet",
      "key-1-quiet",
      "password-of-quiet",
      "hook-secret-quiet",
      on.stage.rootKey,
    ];
    const listed = (await Promise.all(seen)).join("\n");
    expect(listed).toContain("apply -f");
    for (const secret of [...issued, ...given]) {
      expect(listed).not.toContain(secret);
      expect(applied.printed + applied.told).not.toContain(secret);
    }
  });

  it.each([
    [
      "the on.stage refuses",
      {
        consumers: [
          {
            name: "x",
            team: "whole-quiet",
            credentials: [{ name: "k", type: "basic", username: "a:b", password: "told-by-no-error" }],
          },
        ],
      },
      1,
    ],
    [
      "the on.stage refuses an upstream",
      {
        services: [
          {
            slug: "bad-quiet",
            name: "x",
            team: "whole-quiet",
            kind: "rest",
            upstream: { url: "ftp://x", headers: { "X-A": "told-by-no-error" } },
          },
        ],
      },
      1,
    ],
    [
      "the file is wrong",
      {
        consumers: [
          {
            name: "x",
            team: "whole-quiet",
            credentials: [{ name: ["told-by-no-error"], type: "told-by-no-error!" }],
          },
        ],
      },
      2,
    ],
  ])("is in the words of an error where %s", async (_, said, code) => {
    const refused = await cli(on.stage, "apply", "-f", await on.folder.file("bad.json", said));
    expect(refused.code).toBe(code);
    expect(refused.told).toMatch(/bad\.json:1:\d+/);
    expect(refused.told + refused.printed).not.toContain("told-by-no-error");
  });

  it("is in what is told of a stage that cannot be reached, or that does not know the key", async () => {
    const key = "lk_told-by-no-error";
    const away = await cli({ control: "http://127.0.0.1:9", rootKey: key }, "whoami");
    const unknown = await cli(on.stage, "whoami", "--key", key);
    expect([away.code, unknown.code]).toEqual([1, 1]);
    expect(away.told + unknown.told).not.toContain(key);
    expect(unknown.told).toContain("401");
  });

  it("can be given to another program: the one that is started gets an address, and nothing else is", async () => {
    const starting: string[] = [];
    for (const path of await readdir(SOURCES, { recursive: true }))
      if (
        path.endsWith(".ts") &&
        !path.endsWith(".test.ts") &&
        (await readFile(`${SOURCES}/${path}`, "utf8")).includes("node:child_process")
      )
        starting.push(path);
    expect(starting.toSorted()).toEqual(["commands/before-deploy.ts", "login/open-browser.ts"]);
  });
});
