import { randomBytes } from "node:crypto";
import { mintAccessKey } from "@latchkey/signing/access-key/access-key-format";
import { aws4Authorization, proveAws4 } from "@latchkey/signing/aws4/prove-aws4";
import { describe, expect, it } from "vitest";
import type { CallSubscription } from "../call-records/call-records.ts";
import { lookupOf } from "../credential/part/credential-place.ts";
import { sha256 } from "../key-ring/pepper.ts";
import { seal } from "../key-ring/seal.ts";
import { requestOf } from "../presented/call-request.fixture.ts";
import { anAkskCredential } from "../testing/credentials.ts";
import { NOW } from "../testing/records.ts";
import { calledTable, ring } from "./called-table.fixture.ts";

const SECRET_KEY = "s".repeat(40);

/** A caller whose signatures wait for the body, as curl's do: no header tells the digest. */
const signingCaller = (fields: Partial<CallSubscription> = {}) => {
  const table = calledTable();
  const caller = table.addCaller(fields);
  const { id, consumerId } = caller.credential;
  const accessKey = mintAccessKey(consumerId.slice("con_".length), lookupOf(id));
  const signing = anAkskCredential({
    ...{ id, consumerId, accessKey },
    secrets: [{ sealed: seal(ring, SECRET_KEY, id, randomBytes) }],
  });
  caller.credential = signing;
  const { authorizer, call } = table.instance();
  const pending = async (now: number) => {
    const timestamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, "");
    const base = { ...requestOf("", "weather"), method: "POST" };
    const headers = { host: ["gw.example"], "x-amz-date": [timestamp] };
    const names = Object.keys(headers);
    const keys = { accessKey, secretKey: SECRET_KEY };
    const digest = sha256("a body").toString("hex");
    const { signature } = await proveAws4({ ...base, headers }, names, keys, timestamp, digest);
    const authorization = [aws4Authorization(keys, timestamp, names, signature)];
    const verdict = await authorizer.authorize({ ...base, headers: { ...headers, authorization } }, now);
    if (verdict.kind === "pending")
      return verdict.ifHeld.kind === "refused" ? verdict.ifHeld.reason : verdict.ifHeld.kind;
    return "reason" in verdict ? `not pending: ${verdict.reason}` : verdict.kind;
  };
  return { table, caller, signing, call, pending };
};

describe("a signature that waits for the body", () => {
  it("rests on the caller's own records as just read, in each call, and on remembered shared ones", async () => {
    const { table, pending } = signingCaller();
    expect(await pending(NOW)).toBe("allowed");
    expect(table.asked()).toMatchObject({ trips: 1, items: 5 });
    for (const later of [1, 2, 1000]) expect(await pending(NOW + later)).toBe("allowed");
    expect(table.asked()).toEqual({ trips: 3, own: 9, services: 0, teams: 0, items: 9 });
  });

  it("is refused at the very next call when its credential was disabled", async () => {
    const { caller, signing, pending } = signingCaller();
    await pending(NOW);
    caller.credential = { ...signing, revision: 2, status: "disabled" };
    expect(await pending(NOW + 1)).toBe("not pending: credential-disabled");
  });

  it("sees an approval at the very next call, however many came before", async () => {
    const { table, caller, pending } = signingCaller({ status: "pending" });
    for (let now = 0; now < 1000; now += 1) expect(await pending(NOW + now)).toBe("subscription-pending");
    const { own, services, teams } = table.asked();
    expect(own).toBe(3000);
    expect(Math.max(services, teams)).toBeLessThanOrEqual(10);
    caller.subscription = { ...caller.subscription, status: "active" };
    expect(await pending(NOW + 1000)).toBe("allowed");
  });

  it("is felt by a suspended team within the life of a record", async () => {
    const { table, pending } = signingCaller();
    await pending(NOW);
    table.state.suspended.add("callers");
    for (let later = 100; later < 5000; later += 100) await pending(NOW + later);
    expect(await pending(NOW + 5000)).toBe("team-suspended");
  });
});
