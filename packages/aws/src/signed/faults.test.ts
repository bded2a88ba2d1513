import { Unavailable } from "@latchkey/core/outage";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { DynamoCalls } from "../dynamo/dynamo-calls.ts";
import { createDynamoClient } from "../dynamo/dynamo-client.ts";
import { signedDynamo } from "../dynamo/signed-dynamo.ts";
import { freePort } from "../testing/dynamodb-for-tests.ts";
import { answered } from "../unavailable.ts";
import { startFaultServer } from "./fault-server.fixture.ts";
import { FAULTS } from "./faults.fixture.ts";

/** Attempts follow each other at once; how long they wait is tested where it is decided. */
beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
  return () => vi.restoreAllMocks();
});

const TIMEOUTS = { connectionTimeout: 400, requestTimeout: 400 };
const KEY = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret-of-the-role" };
const shared = { region: "eu-central-1", maxAttempts: 3 };

const CLIENTS = {
  sdk: (endpoint: string) =>
    createDynamoClient({
      ...shared,
      endpoint,
      credentials: KEY,
      requestHandler: { ...TIMEOUTS, throwOnRequestTimeout: true },
    }),
  signed: (endpoint: string) =>
    signedDynamo({ ...shared, endpoint, credentials: () => KEY, timeouts: TIMEOUTS }),
} satisfies Record<string, (endpoint: string) => DynamoCalls>;

/** What became of one read, as the program sees it. */
const outcomeOf = async (client: DynamoCalls): Promise<unknown> => {
  const asked = { RequestItems: { things: { Keys: [{ pk: { S: "a" } }] } } };
  try {
    const { Responses, UnprocessedKeys } = await answered("DynamoDB", client.batchGetItem(asked));
    return { Responses, UnprocessedKeys };
  } catch (error) {
    if (!(error instanceof Error)) return error;
    if (error instanceof Unavailable) return { is: "unavailable" };
    const { name, $metadata } = Object(error);
    return { is: "thrown", name, isRefusal: $metadata?.httpStatusCode >= 300 };
  }
};

/** The same fault under both clients. */
const underFault = async (script: (typeof FAULTS)[number][1]) => {
  const results = Object.values(CLIENTS).map(async (create) => {
    const server = await startFaultServer(script);
    const outcome = await outcomeOf(create(server.endpoint));
    await server.stop();
    return { outcome, requests: server.requests.length };
  });
  const [ofSdk, ofSigned] = await Promise.all(results);
  return { ofSdk, ofSigned };
};

describe("The signed client answers as the SDK's, after as many requests, under", () => {
  let results: Map<string, Awaited<ReturnType<typeof underFault>>>;
  beforeAll(async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    results = new Map(
      await Promise.all(FAULTS.map(async ([name, script]) => [name, await underFault(script)] as const)),
    );
  });

  it.each(FAULTS.map(([name]) => name))("%s", (name) => {
    const { ofSdk, ofSigned } = results.get(name) ?? {};
    expect(ofSigned).toBeDefined();
    expect(ofSigned).toEqual(ofSdk);
  });

  it("no listener at all, and a host that has no address", async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    for (const endpoint of [nobody, "http://latchkey.invalid:1"]) {
      const [ofSdk, ofSigned] = await Promise.all(
        Object.values(CLIENTS).map((create) => outcomeOf(create(endpoint))),
      );
      expect(ofSigned).toEqual(ofSdk);
      expect(ofSigned).toMatchObject({ is: "unavailable" });
    }
  });

  it("more than forty faults", () => {
    expect(FAULTS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(FAULTS.map(([name]) => name)).size).toBe(FAULTS.length);
  });
});
