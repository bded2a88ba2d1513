import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { describe, expect, it } from "vitest";
import { createCallReaders } from "../../../call-records/call-readers.ts";
import type { KeyRings } from "../../../key-ring/key-ring.ts";
import { hashKey, sha256 } from "../../../key-ring/pepper.ts";
import { requestOf } from "../../../presented/call-request.fixture.ts";
import type { Proof } from "../../../proof/proof.ts";
import { aRing, keysOf, NOW, timeAt } from "../../../testing/records.ts";
import { DEFAULT_AUTHORIZER_SETTINGS } from "../../../verdict/authorize.ts";
import { type Caller, calledTable, ring } from "../../../verdict/called-table.fixture.ts";
import type { Position } from "../../part/position.ts";
import type { ApiKeyCredential } from "../api-key-credential.ts";
import { apiKeyPointers } from "../api-key-pointer.ts";
import { createVerifyApiKey } from "./verify-api-key.ts";

const KEYS = keysOf(ring);
const HEADER: Position = { where: "header", name: "x-api-key" };
const QUERY: Position = { where: "query", name: "key" };
const IMPORTED = "a-key-of-the-system-before-0123456789";

interface Attempt {
  value?: string;
  at?: Position;
  keys?: KeyRings;
  now?: number;
}

/** A caller whose records a test changes, and what its key turns out to be. */
const aCaller = (fields: Partial<ApiKeyCredential> = {}, change: (caller: Caller) => void = () => {}) => {
  const table = calledTable();
  const caller = table.addCaller();
  Object.assign(caller.credential, fields);
  change(caller);
  const store = {
    ...table.store,
    byPointers: async (names: readonly string[]) => {
      const [pointer = ""] = apiKeyPointers(ring, sha256(IMPORTED));
      const place = { consumerId: caller.consumer.id, lookup: caller.apiKey.slice(20, 26) };
      return new Map(names.includes(pointer) ? [[pointer, place]] : []);
    },
  };
  const readers = createCallReaders(store, DEFAULT_AUTHORIZER_SETTINGS);
  const verifiers = new Map<KeyRings, ReturnType<typeof createVerifyApiKey>>();
  const verify = ({
    value = caller.apiKey,
    at = HEADER,
    keys = KEYS,
    now = NOW,
  }: Attempt = {}): Promise<Proof> => {
    const verifier = verifiers.get(keys) ?? createVerifyApiKey(keys);
    verifiers.set(keys, verifier);
    return verifier(
      { type: "api-key", value, positions: [at] },
      requestOf(value, "weather"),
      readers.forVerdict(now),
    );
  };
  return { caller, verify };
};

/** Another key for the same consumer and look-up part. */
const forged = ({ apiKey }: Caller): string =>
  mintApiKey(apiKey.slice(3, 19), new Uint8Array(API_KEY_RANDOM_BYTES).fill(7), apiKey.slice(20, 26));

const hashed = (value: string) => hashKey(ring, sha256(value));

describe("an API key is refused", () => {
  it.each<[string, string, (made: ReturnType<typeof aCaller>) => Attempt, Parameters<typeof aCaller>?]>([
    ["that is no key by its form", "malformed-credential", () => ({ value: "short" })],
    ["with a typo", "malformed-credential", ({ caller }) => ({ value: `${caller.apiKey.slice(0, -1)}!` })],
    [
      "of a consumer that does not exist",
      "unknown-credential",
      () => ({ value: mintApiKey("z".repeat(16), new Uint8Array(API_KEY_RANDOM_BYTES)) }),
    ],
    [
      "with another secret for the right look-up part",
      "unknown-credential",
      ({ caller }) => ({ value: forged(caller) }),
    ],
    [
      "of a deleted consumer",
      "unknown-credential",
      () => ({}),
      [{}, ({ consumer }) => Object.assign(consumer, { status: "deleted" })],
    ],
    ["at a position where no key of its type is", "unknown-credential", () => ({ at: QUERY })],
    [
      "at its type's position where the credential names another",
      "unknown-credential",
      () => ({}),
      [{ in: [QUERY] }],
    ],
    [
      "whose overlap has ended",
      "unknown-credential",
      () => ({}),
      [
        {},
        ({ apiKey, credential }) =>
          Object.assign(credential, {
            secrets: [hashed("other"), { ...hashed(apiKey), validUntil: timeAt(NOW) }],
          }),
      ],
    ],
    ["whose pepper was removed", "unknown-credential", () => ({ keys: keysOf(aRing("p2")) })],
    ["that was not imported", "unknown-credential", () => ({ value: `${IMPORTED}-another` })],
  ])("%s", async (_what, reason, attempt, made = []) => {
    const one = aCaller(...made);
    expect(await one.verify(attempt(one))).toEqual({ outcome: "refused", reason });
  });
});

describe("an API key is proven", () => {
  it("at the position that its credential names", async () => {
    const { verify } = aCaller({ in: [QUERY] });
    expect(await verify({ at: QUERY })).toMatchObject({ outcome: "proven", at: QUERY, body: "any" });
  });

  it("by a former secret until its overlap ends, also when it was proven before", async () => {
    const { caller, verify } = aCaller();
    const secrets = [hashed("other"), { ...hashed(caller.apiKey), validUntil: timeAt(NOW + 1000) }];
    Object.assign(caller.credential, { secrets });
    const outcomes = [await verify(), await verify({ now: NOW + 999 }), await verify({ now: NOW + 1000 })];
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["proven", "proven", "refused"]);
  });

  it("by its pointer where it was imported", async () => {
    const { verify } = aCaller({ imported: true, secrets: [hashed(IMPORTED)] });
    expect(await verify({ value: IMPORTED })).toMatchObject({ outcome: "proven" });
  });

  it("under a pepper that the remembered ring lacks, which is then read again", async () => {
    const keys: KeyRings = { ring: async () => aRing("p0"), refresh: async () => ring };
    expect(await aCaller().verify({ keys })).toMatchObject({ outcome: "proven" });
  });

  it("under a former pepper, and says what to store in place of its hash", async () => {
    const keys = keysOf({ ...aRing("p2", "p1"), current: "p2" });
    const { caller, verify } = aCaller();
    const proof = await verify({ keys });
    expect(proof).toMatchObject({
      rehash: { consumerId: caller.consumer.id, from: { pepper: "p1" }, to: { pepper: "p2" } },
    });
  });

  it("not when another key follows for the same record", async () => {
    const { caller, verify } = aCaller();
    expect((await verify()).outcome).toBe("proven");
    expect((await verify({ value: forged(caller) })).outcome).toBe("refused");
  });
});
