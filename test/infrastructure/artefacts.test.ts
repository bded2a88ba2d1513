import { SCHEMA_VERSION } from "@latchkey/aws/migration/schema-item";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { as, eventually } from "../support/management.ts";
import { type Artefact, buildArtefacts } from "./artefacts/build-artefacts.ts";
import { type DeployedStage, startDeployedStage } from "./artefacts/deployed-stage.ts";
import { RUNTIME } from "./artefacts/lambda-process.ts";
import { startUpstream } from "./artefacts/upstream.ts";
import { approvalTokens, approve, prepare, rootKey, useTheRest } from "./artefacts-story.fixture.ts";
import { functionsOf } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { onOneMachine } from "./graph/on-one-machine.ts";
import { allowedBy, roleOf } from "./graph/role.ts";
import { evaluateRunnable, RUNNABLE_STAGE as STAGE } from "./graph/runnable-stage.ts";
import { NOT_IN_THE_STORY } from "./not-in-the-story.fixture.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

/** KB of JavaScript that a cold start reads. A change that makes a bundle larger has to raise the number here. */
const BUDGET_KB: Record<string, number> = {
  approvals: 1300,
  // The client of S3 beside DynamoDB's: it reads the anchors.
  audit: 740,
  "verify-chains": 700,
  deliver: 1150,
  // Mails of applications, with their links, beside the waiting ones.
  digest: 1550,
  gateway: 1150,
  invitations: 1300,
  notify: 1530,
  // The texts of the OpenAPI document, which no other function carries.
  operations: 1060,
  redeliver: 1150,
  // What it verifies: every type of credential, and hashes of other gateways; people come with them.
  verify: 740,
};

const OTHERS_KB = 670;

describe.skipIf(missing !== "")(`the bundles that SST builds${missing}`, () => {
  let artefacts: Artefact[];
  let graph: Graph;
  let stage: DeployedStage;
  let upstream: Awaited<ReturnType<typeof startUpstream>>;

  beforeAll(async () => {
    artefacts = await buildArtefacts();
    graph = onOneMachine(await evaluateRunnable());
    stage = await startDeployedStage(graph, STAGE, artefacts);
    upstream = await startUpstream();
  });
  afterAll(async () => {
    upstream?.stop();
    await stage?.stop();
  });

  it("are there for every function of the graph", () => {
    expect(artefacts.map(({ name }) => name).sort()).toEqual([...functionsOf(graph, STAGE).keys()].sort());
  });

  it("stay within their budgets", () => {
    const rows = artefacts.map(({ name, bundleBytes, zipBytes }) => ({
      function: name,
      "bundle KB": Math.round(bundleBytes / 1024),
      "budget KB": BUDGET_KB[name] ?? OTHERS_KB,
      "zip KB": Math.round(zipBytes / 1024),
    }));
    console.table(rows);
    expect(rows.filter((row) => row["bundle KB"] > row["budget KB"])).toEqual([]);
  });

  it(`carry a consumer from nothing to an answer, each in its own process (${RUNTIME})`, async () => {
    const first = await rootKey(stage);
    const root = await rootKey(stage);
    expect((await as(stage, { "X-API-Key": first })("GET", "/v1/me")).status).toBe(401);
    const send = as(stage, { "X-API-Key": root });
    const { consumer, apiKey } = await prepare(send, upstream.url);
    const call = (headers: Record<string, string>) => fetch(`${stage.gateway}/echo/hello?a=1`, { headers });

    const anonymous = await call({});
    expect(anonymous.status).toBe(401);
    expect(anonymous.headers.get("www-authenticate")).toContain('Bearer realm="latchkey"');
    const early = await call({ "X-API-Key": apiKey });
    expect([early.status, await early.json()]).toMatchObject([403, { code: "no-subscription" }]);

    await send("POST", `/v1/consumers/${consumer}/subscriptions`, { service: "echo", reason: "to try it" });
    const token = await eventually(
      async () => stage.mails.flatMap(approvalTokens)[0],
      (found) => found !== undefined,
    );
    await approve(stage, String(token));
    const answer = await call({ "X-API-Key": apiKey });
    expect([answer.status, await answer.json()]).toEqual([200, { path: "/hello?a=1", consumer: "my-app" }]);
    expect(stage.faults).toEqual([]);
  });

  it("publish a new data key, and refuse to use it before everybody knows it", async () => {
    const listed = Object(await stage.invoke("root", { do: "list-keys" }));
    expect(listed.rings.map(({ keys }: { keys: object[] }) => keys.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
    const { did, next } = Object(await stage.invoke("root", { do: "rotate-key-ring", ring: "data" }));
    expect([did, next]).toMatchObject(["add-key", { do: "use-key", ring: "data" }]);
    expect(await stage.invoke("root", { do: "rotate-key-ring", ring: "data" })).toMatchObject({
      did: "nothing",
      next,
    });
    expect(await stage.invoke("root", { do: "reseal", ring: "data" })).toMatchObject({ resealed: 0 });
  });

  it("have the table in their own form from the first day", async () => {
    expect(await stage.invoke("root", { do: "migrate", again: true })).toMatchObject({
      version: SCHEMA_VERSION,
      changed: 0,
      done: true,
    });
  });

  it("find nothing to erase of somebody whom they do not know", async () => {
    const erased = await stage.invoke("root", { do: "erase-person", email: "nobody@example.com" });
    expect(erased).toMatchObject({ changed: 0, left: [], done: true });
  });

  it("use no permission that their role lacks", async () => {
    await useTheRest(stage);
    const lacking = [...functionsOf(graph, STAGE).keys()].flatMap((name) => {
      const allowed = grantedTo(name);
      return [...stage.used(name)].filter((used) => !allowed.includes(used)).map((used) => `${name} ${used}`);
    });
    expect(lacking).toEqual([]);
  });

  it("use every permission that their role has, but for these, which the story does not come to", () => {
    const unused = [...functionsOf(graph, STAGE).keys()].flatMap((name) =>
      grantedTo(name)
        .filter((granted) => !stage.used(name).has(granted))
        .map((granted) => `${name} ${granted}`),
    );
    expect(unused.sort()).toEqual(Object.keys(NOT_IN_THE_STORY).sort());
  });

  const grantedTo = (name: string): string[] =>
    allowedBy(roleOf(graph, name))
      .map(({ action, resource }) => `${action} ${resource}`)
      // Used by Lambda in the function's name, not by its code.
      .filter(
        (granted) =>
          !/^(?:logs|sqs):|RelayFailures|PutObject UsageFailures|TableTable\/stream$/.test(granted),
      );

  it("write root's key and the first keys into no log", () => {
    for (const name of functionsOf(graph, STAGE).keys())
      expect(stage.log(name)).not.toMatch(/lk_[A-Za-z0-9]{20}/);
  });
});
