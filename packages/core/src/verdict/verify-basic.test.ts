import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { BasicCredential } from "../credential/credential.ts";
import { hashPassword, spendPasswordTime, verifyPassword } from "../credential/password.ts";
import { usernamePointer } from "../credential/pointer.ts";
import { aConsumer, aCredential, aService, aSubscription, NOW } from "../testing/records.ts";
import type { CallRecords } from "./call-records.ts";
import { requestOf } from "./called-table.fixture.ts";
import type { Look } from "./look.ts";
import { createVerifyBasic, type PasswordHashing } from "./verify-basic.ts";

/** Each hash that has begun; a held one goes on when it is told to. */
const hashes = { begun: [] as { password: string; goOn(): void }[], held: false };
const begin = async (password: string): Promise<void> => {
  const going = Promise.withResolvers<void>();
  hashes.begun.push({ password, goOn: going.resolve });
  if (hashes.held) await going.promise;
};
const hashing: PasswordHashing = {
  verify: async (password, phc) => {
    await begin(password);
    return verifyPassword(password, phc);
  },
  spend: async (password) => {
    await begin(password);
    return spendPasswordTime(password);
  },
};

const ana = { username: "ana", password: "the password of Ana" };
const bob = { username: "bob", password: "the password of Bob" };
const shared = { service: aService(), suspendedTeams: new Set<string>() };
const none: CallRecords = { credential: undefined, consumer: undefined, subscription: undefined, ...shared };
const recordsOf = async ({ username, password }: typeof ana): Promise<CallRecords> => {
  const { type: _type, imported: _imported, ...fields } = aCredential();
  const secrets = [{ phc: await hashPassword(password, randomBytes) }];
  const credential: BasicCredential = { ...fields, type: "basic", username, secrets };
  const { history: _long, ...subscription } = aSubscription({ status: "active" });
  return { credential, consumer: aConsumer(), subscription, ...shared };
};
const table = new Map([
  ["ana", await recordsOf(ana)],
  ["bob", await recordsOf(bob)],
]);
const pointers = new Map([...table.keys()].map((name) => [usernamePointer(name), name]));

/** What is read of a table that holds Ana and Bob, with a list of the questions. */
const lookAt = (asked: string[] = []): Look => {
  const at = ({ lookup }: { lookup: string }) => table.get(lookup) ?? none;
  const places = async (names: readonly string[]) => {
    asked.push("places");
    const found = names.flatMap((name) => pointers.get(name) ?? []);
    return new Map(
      found.map((lookup) => [usernamePointer(lookup), { consumerId: "con_0000000000000001", lookup }]),
    );
  };
  const records = async (key: { lookup: string }) => {
    asked.push("records");
    return at(key);
  };
  return {
    now: NOW,
    again: () => false,
    records,
    recordsOf: async (keys) => keys.map(at),
    recordsNow: records,
    places,
    placesNow: places,
    token: async () => ({ holders: new Map(), owners: new Map(), at: NOW }),
  };
};

const starting = () => {
  const basic = createVerifyBasic({ passwordLifetime: 60_000, mostPasswords: 1000 }, hashing);
  const login = async (of: typeof ana, sourceIp: string, header = "authorization", asked?: string[]) => {
    const presented = { type: "basic", login: of, places: [{ where: "header", name: header }] } as const;
    const request = { ...requestOf("", "weather"), sourceIp };
    const proof = await basic.prove({ ...presented, places: [...presented.places] }, request, lookAt(asked));
    return "reason" in proof ? proof.reason : proof.outcome;
  };
  return { basic, login };
};
/** Until everything that can go on without a hash has gone on. */
const standstill = () => new Promise((resolve) => setImmediate(resolve));
const passwords = () => hashes.begun.map(({ password }) => password);

beforeEach(() => {
  hashes.begun.length = 0;
  hashes.held = false;
});

describe("who is refused", () => {
  it("has cost the same, whether the user is known or not: the same questions, and one hash", async () => {
    const costs: unknown[] = [];
    for (const [username, header] of [
      ["nobody", "authorization"],
      ["ana", "authorization"],
      ["ana", "x-another-place"],
    ] as const) {
      const asked: string[] = [];
      const { login } = starting();
      hashes.begun.length = 0;
      expect(await login({ username, password: "wrong" }, "127.7.7.7", header, asked)).not.toBe("proven");
      costs.push({ asked, hashes: hashes.begun.length });
    }
    expect(costs[0]).toEqual({ asked: ["places", "records"], hashes: 1 });
    expect(costs.slice(1)).toEqual([costs[0], costs[0]]);
  });
});

describe("while one source tries wrong passwords", () => {
  it.each([
    ["a thousand of one user, of which ten are looked at", 1000, () => "victim", 10],
    ["one of each of fifty users, of which all are looked at", 50, (n: number) => `victim-${n}`, 50],
  ])("%s: a right one from elsewhere is next, and one that was right waits for no hash", async (...row) => {
    const [, times, userOf, looked] = row;
    const { basic, login } = starting();
    expect(await login(ana, "127.3.0.1")).toBe("proven");
    hashes.begun.length = 0;
    hashes.held = true;
    const storm = Array.from({ length: times }, (_, n) =>
      login({ username: userOf(n), password: `wrong-${n}` }, "127.4.0.1"),
    );
    await standstill();
    expect(passwords()).toEqual(["wrong-0"]);
    expect(basic.figures().waiting).toBe(looked - 1);

    expect(await login(ana, "127.3.0.1")).toBe("proven");
    expect(passwords()).toEqual(["wrong-0"]);

    const elsewhere = login(bob, "127.3.2.1");
    await standstill();
    expect(passwords()).toEqual(["wrong-0", bob.password]);
    hashes.begun[1]?.goOn();
    expect(await elsewhere).toBe("proven");

    hashes.held = false;
    hashes.begun[0]?.goOn();
    const reasons = await Promise.all(storm);
    expect(Map.groupBy(reasons, (reason) => reason).get("rate-limited")?.length ?? 0).toBe(times - looked);
    expect(passwords()).toHaveLength(1 + looked);
  });
});
