import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { describe, expect, it } from "vitest";
import { createCallReaders } from "../call-records/call-readers.ts";
import { usernamePointer } from "../credential/basic/username-pointer.ts";
import type { Position } from "../credential/part/position.ts";
import { requestOf } from "../presented/call-request.fixture.ts";
import type { Carried } from "../presented/find-presented.ts";
import type { PresentedAt } from "../presented/presented.ts";
import { type KnownRecords, type Proof, refusedProof } from "../proof/proof.ts";
import { aConsumer, aCredential, aService, keysOf, NOW } from "../testing/records.ts";
import { DEFAULT_AUTHORIZER_SETTINGS } from "./authorize.ts";
import { calledTable, ring } from "./called-table.fixture.ts";
import { createProveCarried } from "./prove-carried.ts";

const HEADER: Position = { where: "header", name: "x-api-key" };
const AUTHORIZATION: Position = { where: "header", name: "authorization" };
const records: KnownRecords = {
  consumer: aConsumer(),
  credential: aCredential(),
  subscription: undefined,
  service: aService(),
  suspendedTeams: new Set(),
};
const PROVEN: Proof = { outcome: "proven", records, at: HEADER, body: "any" };
const UNKNOWN = refusedProof("unknown-credential");

const minted = mintApiKey("0".repeat(16), new Uint8Array(API_KEY_RANDOM_BYTES));
const key = (value: string, at = HEADER): PresentedAt => ({ type: "api-key", value, positions: [at] });
const login = (username: string): PresentedAt => ({
  type: "basic",
  login: { username, password: "right" },
  positions: [AUTHORIZATION],
});
const GOOD = key("good");

interface Case {
  carried: Partial<Carried>;
  /** The headers of the request beside what is carried. */
  headers?: Record<string, string[]>;
  knownUsers?: string[];
  isRemembered?: boolean;
}

const prove = async ({ carried, headers = {}, knownUsers = [], isRemembered = false }: Case) => {
  const asked: string[] = [];
  const store = {
    ...calledTable().store,
    byPointers: async (names: readonly string[]) =>
      new Map(
        knownUsers
          .map(usernamePointer)
          .filter((name) => names.includes(name))
          .map((name) => [name, { consumerId: "con_1", lookup: "000000" }]),
      ),
  };
  const reader = createCallReaders(store, DEFAULT_AUTHORIZER_SETTINGS).forVerdict(NOW);
  const verifiers = {
    prove: async (presented: PresentedAt): Promise<Proof> => {
      const name =
        presented.type === "basic" ? presented.login.username : "value" in presented ? presented.value : "";
      asked.push(name);
      return name === "good" ? PROVEN : UNKNOWN;
    },
    isRemembered: () => isRemembered,
    figures: () => {
      throw new Error("Not asked for.");
    },
  };
  const request = { ...requestOf("", "weather"), headers };
  const proofs = await createProveCarried(keysOf(ring), verifiers)(
    { definite: [], tentative: [], malformed: false, unreadable: false, ...carried },
    { request, reader, bodySha256: undefined },
  );
  const said = (proof: Proof) => (proof.outcome === "refused" ? proof.reason : proof.outcome);
  return { definite: proofs.definite.map(said), tentative: proofs.tentative.map(said), asked };
};

describe("what a request carries", () => {
  const ALONE = { authorization: ["Bearer something"] };

  it.each<[string, Case, Awaited<ReturnType<typeof prove>>]>([
    ["is nothing", { carried: {} }, { definite: [], tentative: [], asked: [] }],
    [
      "is one credential, proven once",
      { carried: { definite: [GOOD] } },
      { definite: ["proven"], tentative: [], asked: ["good"] },
    ],
    [
      "is one that does not hold",
      { carried: { definite: [key("bad")] } },
      { definite: ["unknown-credential"], tentative: [], asked: ["bad"] },
    ],
    [
      "is a tentative one beside it",
      { carried: { definite: [key("bad")], tentative: [GOOD] } },
      { definite: ["unknown-credential"], tentative: ["proven"], asked: ["bad", "good"] },
    ],
    [
      "is unreadable where nothing else holds",
      { carried: { unreadable: true }, headers: ALONE },
      { definite: ["malformed-credential"], tentative: [], asked: [] },
    ],
    [
      "is the upstream's where it is unreadable beside one that holds",
      { carried: { definite: [GOOD], unreadable: true }, headers: ALONE },
      { definite: ["proven"], tentative: [], asked: ["good"] },
    ],
    [
      "is unreadable in one of two lines",
      { carried: { definite: [GOOD], unreadable: true }, headers: { authorization: ["a", "b"] } },
      { definite: ["malformed-credential", "proven"], tentative: [], asked: ["good"] },
    ],
    [
      "is the upstream's where it is unknown beside one that holds",
      { carried: { definite: [GOOD, key("theirs-0123456789abcdef", AUTHORIZATION)] }, headers: ALONE },
      { definite: ["proven"], tentative: [], asked: ["good", "theirs-0123456789abcdef"] },
    ],
    [
      "is no upstream's in the form of a minted key",
      { carried: { definite: [GOOD, key(minted, AUTHORIZATION)] }, headers: ALONE },
      { definite: ["proven", "unknown-credential"], tentative: [], asked: ["good", minted] },
    ],
  ])("%s", async (_what, one, proofs) => {
    expect(await prove(one)).toEqual(proofs);
  });
});

describe("of several logins", () => {
  const two = { definite: [login("ana"), login("good")] };

  it.each<[string, Case, Awaited<ReturnType<typeof prove>>]>([
    [
      "the known user's password alone is hashed",
      { carried: two, knownUsers: ["good"] },
      { definite: ["unknown-credential", "proven"], tentative: [], asked: ["good"] },
    ],
    [
      "the first one's is where no user is known",
      { carried: two },
      { definite: ["unknown-credential", "unknown-credential"], tentative: [], asked: ["ana"] },
    ],
    [
      "none is hashed beside another credential, where the user is unknown",
      { carried: { definite: [GOOD, login("ana")] }, headers: { authorization: ["a", "b"] } },
      { definite: ["proven", "unknown-credential"], tentative: [], asked: ["good"] },
    ],
    [
      "a known one is proven beside another credential",
      { carried: { definite: [key("bad"), login("good")] }, knownUsers: ["good"] },
      { definite: ["unknown-credential", "proven"], tentative: [], asked: ["bad", "good"] },
    ],
    [
      "one alone is proven without looking it up",
      { carried: { definite: [login("good")] } },
      { definite: ["proven"], tentative: [], asked: ["good"] },
    ],
  ])("%s", async (_what, one, proofs) => {
    expect(await prove(one)).toEqual(proofs);
  });
});
