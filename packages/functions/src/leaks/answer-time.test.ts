import { allowanceTable } from "@latchkey/aws/stores/allowance-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import { consumerPartOf } from "@latchkey/core/credential/part/minted";
import { hashKey, sha256 } from "@latchkey/core/key-ring/pepper";
import type { LeakReport } from "@latchkey/core/leak/leak-report";
import { change, create } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { aRing, NOW } from "@latchkey/core/testing/records";
import { mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { expect, it } from "vitest";
import { anEvent } from "../gateway/gateway.fixture.ts";
import { createLeaks } from "./create-leaks.ts";

const store = testStore();
const random = () => crypto.getRandomValues(new Uint8Array(80));

/** Samples of each kind, in turn; each is the CPU time of so many reports. */
const SAMPLES = 40;
const REPORTS = 5;
const ITEMS = 50;

/** A key that is stored, and one that only looks so. */
const keys = async () => {
  const team = fresh.team();
  const consumer = fresh.consumer(team.slug);
  const credential = fresh.credential(consumer.id);
  const part = consumerPartOf(consumer.id);
  const known = mintApiKey(part, random(), lookupOf(credential.id));
  await store().keep({ team, consumer });
  const secrets = [hashKey(aRing("k1"), sha256(known))];
  await store().commit(change(create({ kind: "credential", value: { ...credential, secrets } })));
  return { known, unknown: mintApiKey(part, random()) };
};

const eventOf = (token: string, sourceIp: string): APIGatewayProxyEvent => {
  const body = Buffer.from(JSON.stringify({ items: Array.from({ length: ITEMS }, () => ({ token })) }));
  const event = anEvent({ method: "POST", body });
  event.headers = { "content-type": "application/json" };
  event.requestContext.identity.sourceIp = sourceIp;
  return event;
};

/** How often a sample of one kind is larger than one of the other: one half where the two are distributed alike. */
const share = (one: readonly number[], other: readonly number[]): number => {
  const wins = one.flatMap((a) => other.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
  return wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
};

it("a report of a known key costs the CPU time of an unknown one, and hands on as much", async () => {
  const { known, unknown } = await keys();
  const handed: LeakReport[] = [];
  const { reportLeaks } = createLeaks({
    allowances: () => allowanceTable(store()),
    queue: () => ({ put: async (reports) => void handed.push(...reports) }),
    githubKeys: () => new Map(),
    now: () => NOW,
  });
  let address = 0;
  const cpu = async (token: string): Promise<number> => {
    address += 1;
    const before = process.cpuUsage();
    for (let n = 0; n < REPORTS; n += 1)
      expect((await reportLeaks(eventOf(token, `10.0.${address >> 8}.${address & 255}`))).statusCode).toBe(
        202,
      );
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  for (const token of [known, unknown, known, unknown]) await cpu(token);
  handed.length = 0;
  const samples: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  for (let n = 0; n < SAMPLES; n += 1) {
    samples.known.push(await cpu(known));
    samples.unknown.push(await cpu(unknown));
  }
  const alike = share(samples.known, samples.unknown);
  expect(alike).toBeGreaterThan(0.25);
  expect(alike).toBeLessThan(0.75);
  const bytes = new Set(handed.map((report) => JSON.stringify(report).length));
  expect([handed.length, bytes.size]).toEqual([2 * SAMPLES * REPORTS, 1]);
});
