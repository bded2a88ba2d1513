import { Unavailable } from "@latchkey/core/outage";
import { beforeEach, describe, expect, it, vi } from "vitest";
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

/** Long for what is only slow on a busy machine, short where nothing is ever answered. */
const PATIENT = { connectionTimeout: 30_000, requestTimeout: 30_000 };
const IMPATIENT = { connectionTimeout: 1500, requestTimeout: 1500 };
const KEY = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret-of-the-role" };
const shared = { region: "eu-central-1", maxAttempts: 3 };

type Times = typeof PATIENT;

const CLIENTS = {
  sdk: (endpoint: string, times: Times) =>
    createDynamoClient({
      ...shared,
      endpoint,
      credentials: KEY,
      requestHandler: { ...times, throwOnRequestTimeout: true },
    }),
  signed: (endpoint: string, timeouts: Times) =>
    signedDynamo({ ...shared, endpoint, credentials: () => KEY, timeouts }),
} satisfies Record<string, (endpoint: string, times: Times) => DynamoCalls>;

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
  const times = script.includes("silence") ? IMPATIENT : PATIENT;
  const results = Object.values(CLIENTS).map(async (create) => {
    const server = await startFaultServer(script);
    const outcome = await outcomeOf(create(server.endpoint, times));
    await server.stop();
    return { outcome, requests: server.requests.length };
  });
  const [ofSdk, ofSigned] = await Promise.all(results);
  return { ofSdk, ofSigned };
};

describe("The signed client answers as the SDK's, after as many requests, under", () => {
  it.each(FAULTS)("%s", async (_name, script) => {
    const { ofSdk, ofSigned } = await underFault(script);
    expect(ofSigned).toBeDefined();
    expect(ofSigned).toEqual(ofSdk);
  });

  it("no listener at all, and a host that has no address", async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    for (const endpoint of [nobody, "http://latchkey.invalid:1"]) {
      const [ofSdk, ofSigned] = await Promise.all(
        Object.values(CLIENTS).map((create) => outcomeOf(create(endpoint, PATIENT))),
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
