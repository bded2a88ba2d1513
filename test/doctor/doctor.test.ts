import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asRoot, eventually } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";
import { faultyStage } from "./faulty-stage.fixture.ts";
import { askDoctor, startDoctor } from "./run-doctor.fixture.ts";
import { recordSecrets } from "./seen-secrets.fixture.ts";

let latchkey: RunningLatchkey;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-doctor-"));
  latchkey = await startLatchkey({ LATCHKEY_SEED: "demo" });
});
afterAll(async () => {
  await latchkey[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const LISTS = ["teams", "services", "consumers", "issuers", "dead-letters", "catalog"];
/** What a person sees of the platform. */
const everything = async () => {
  const send = asRoot(latchkey);
  const lists = await Promise.all(LISTS.map((list) => send("GET", `/v1/${list}?limit=200`)));
  return lists.map(({ status, body }) => [status, body.items]);
};
const doctorTeams = async () => {
  const { body } = await asRoot(latchkey)("GET", "/v1/teams?limit=200");
  return body.items
    .map(({ slug }: { slug: string }) => slug)
    .filter((slug: string) => slug.startsWith("doctor-"));
};

describe("the doctor at npm start", () => {
  it("finds nothing broken, leaves nothing behind, and no secret in what it prints and writes", async () => {
    const before = await everything();
    const seen = recordSecrets();
    await using stage = await faultyStage(latchkey, { ...seen.watching, passesStreams: true });
    const reports = ["report.json", "report.md"].map((name) => join(folder, name));
    const found = await askDoctor(stage.url, latchkey.rootKey, "--report", reports[0] ?? "");
    expect([found.code, found.broken], found.printed).toEqual([0, []]);
    expect(await everything()).toEqual(before);

    await askDoctor(
      stage.url,
      latchkey.rootKey,
      "--report",
      reports[1] ?? "",
      "--only",
      "aws4-presigned,basic",
    );
    const texts = await Promise.all(reports.map((path) => readFile(path, "utf8")));
    expect(seen.secrets.size).toBeGreaterThan(20);
    for (const text of [...texts, found.printed, found.told])
      expect([...seen.secrets].filter((secret) => text.includes(secret))).toEqual([]);
    const { checks, outcome, stage: told } = JSON.parse(texts[0] ?? "");
    expect(outcome).toBe("held");
    expect(told.gateway).toMatch(/^http:/);
    expect(checks[0]).toEqual({
      id: "planes-answer",
      outcome: "held",
      claim: expect.any(String),
      expected: "200 from both",
      actual: "200, 200",
      remedy: expect.any(String),
      page: "docs/deploy.md",
      milliseconds: expect.any(Number),
    });
    expect(texts[1]).toContain("| basic | held |");
  });

  it("says that the key is wrong, and makes nothing, for a key that is none", async () => {
    const found = await askDoctor(latchkey.control, "no-key-of-this-stage");
    expect([found.code, found.broken]).toEqual([1, ["admin-key"]]);
  });

  it("says what a killed run has left, and removes it once that is surely over", async () => {
    const killed = startDoctor(latchkey);
    await eventually(
      async () => killed.output(),
      (output) => output.includes("first-call"),
    );
    killed.process.kill("SIGKILL");
    expect((await killed.ended()).code).toBe(null);
    const [left = ""] = await doctorTeams();
    expect(left).toMatch(/^doctor-/);

    const young = await askDoctor(latchkey.control, latchkey.rootKey, "--only", "clock");
    expect(young.told).toContain(`The team ${left} is another run's`);
    expect(await doctorTeams()).toEqual([left]);

    await moveClock(3700);
    const later = await askDoctor(latchkey.control, latchkey.rootKey, "--only", "clock");
    expect(later.told).toContain(`Removing what an earlier run left: the team ${left}`);
    expect([later.code, await doctorTeams()]).toEqual([0, []]);
    await moveClock(0);
  });

  it("removes no team that only looks like one of its runs", async () => {
    const send = asRoot(latchkey);
    await send("POST", "/v1/teams", { slug: "doctor-abcdefghij", name: "Doctors" });
    const found = await askDoctor(
      latchkey.control,
      latchkey.rootKey,
      "--only",
      "clock",
      "--remove-leftovers",
    );
    expect([found.code, found.told]).toEqual([0, ""]);
    expect((await send("GET", "/v1/teams/doctor-abcdefghij")).status).toBe(200);
    expect((await send("DELETE", "/v1/teams/doctor-abcdefghij")).status).toBe(204);
  });
});

const moveClock = (offsetSeconds: number) =>
  fetch(`${latchkey.control}/_local/clock`, { method: "PUT", body: JSON.stringify({ offsetSeconds }) });

/** The last line that a run has printed when it is told to stop. */
const MOMENTS = [
  "planes-answer",
  "admin-key",
  "management-works",
  "first-call",
  "basic",
  "apisix",
  "rate-limit",
];

describe("the doctor, told to stop", () => {
  it.each(MOMENTS.map((moment, at) => [moment, at % 2 === 0 ? "SIGINT" : "SIGTERM"] as const))(
    "after %s by %s, leaves nothing",
    async (moment, signal) => {
      const doctor = startDoctor(latchkey);
      await eventually(
        async () => doctor.output(),
        (output) => output.includes(moment),
      );
      doctor.process.kill(signal);
      const found = await doctor.ended();
      expect([found.code, await doctorTeams()], found.printed + found.told).toEqual([1, []]);
      expect(found.broken).toEqual([]);
      expect(found.printed).toMatch(/^- {6}\S.*stopped/m);
    },
  );

  it("twice, names what it leaves", async () => {
    const doctor = startDoctor(latchkey, "--only", "upstream-slow");
    await eventually(
      async () => doctor.output(),
      (output) => output.includes("first-call"),
    );
    doctor.process.kill("SIGINT");
    await eventually(
      async () => doctor.output(),
      (output) => output.includes("interrupt again"),
    );
    doctor.process.kill("SIGINT");
    const found = await doctor.ended();
    const left = await doctorTeams();
    expect(found.code).toBe(1);
    // What it had removed until then is up to the machine; what it names is what is there.
    expect(found.told.includes("Left: ")).toBe(left.length > 0);
    for (const team of left) expect(found.told).toContain(`team ${team}`);
    await askDoctor(latchkey.control, latchkey.rootKey, "--only", "clock", "--remove-leftovers");
    expect(await doctorTeams()).toEqual([]);
  });
});
