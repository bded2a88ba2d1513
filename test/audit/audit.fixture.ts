import { startTestTable, type TestTable } from "@latchkey/aws/testing/dynamodb-for-tests";
import { afterAll, beforeAll, expect } from "vitest";
import { type Making, making } from "../support/making.ts";
import { asPerson, asRoot, eventually, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

export interface Entry {
  id: string;
  at: string;
  actor: string;
  sourceIp?: string;
  action: string;
  target: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
  hash: string;
  previousHash: string;
}

export let engine: TestTable;
export let latchkey: RunningLatchkey;
export let root: Send;
export let make: Making;
export let owner: Send;

export const audit = async (team: string): Promise<Entry[]> => {
  const answer = await root("GET", `/v1/audit?team=${team}&limit=200`);
  expect(answer.status).toBe(200);
  return answer.body.items;
};

export const entryOf = async (team: string, action: string, target: string): Promise<Entry> => {
  const fits = (entry: Entry) => entry.action === action && entry.target.includes(target);
  const entry = (
    await eventually(
      () => audit(team),
      (all) => all.some(fits),
    )
  ).find(fits);
  if (!entry) throw new Error("It was there.");
  return entry;
};

export const exported = async (team: string): Promise<string> =>
  (await root("GET", `/v1/audit?team=${team}`, undefined, { Accept: "application/x-ndjson" })).body;

/** A Latchkey for the tests of the file, over an engine that they can write past it. */
export const withAudited = () => {
  beforeAll(async () => {
    engine = await startTestTable();
    latchkey = await startLatchkey({ LATCHKEY_SEED: "none", DYNAMODB_ENDPOINT: engine.endpoint });
    root = asRoot(latchkey);
    make = making(root);
    await make.team({ slug: "callers", owners: ["owner@callers.test"] });
    await make.team({ slug: "providers", owners: ["owner@providers.test"] });
    owner = await asPerson(latchkey, "owner@callers.test");
  });
  afterAll(async () => {
    await latchkey[Symbol.asyncDispose]();
    await engine.stop();
  });
};

/** Starts it again on the same data. */
export const restart = async () => {
  latchkey = await latchkey.restart();
  root = asRoot(latchkey);
  make = making(root);
  owner = await asPerson(latchkey, "owner@callers.test");
};
