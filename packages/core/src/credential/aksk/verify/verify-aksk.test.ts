import { createHash } from "node:crypto";
import type { GatewayHmacClaim } from "@latchkey/signing/gateway-hmac/parse-gateway-hmac";
import { describe, expect, it } from "vitest";
import { createCallReaders } from "../../../call-records/call-readers.ts";
import { seal } from "../../../key-ring/seal.ts";
import { requestOf } from "../../../presented/call-request.fixture.ts";
import { anAkskCredential } from "../../../testing/credentials.ts";
import { aConsumer, aRing, aService, countingBytes, keysOf, NOW } from "../../../testing/records.ts";
import { DEFAULT_AUTHORIZER_SETTINGS } from "../../../verdict/authorize.ts";
import { calledTable } from "../../../verdict/called-table.fixture.ts";
import { lookupOf } from "../../part/credential-place.ts";
import { accessKeyPointer } from "../access-key-pointer.ts";
import { createVerifyAksk } from "./verify-aksk.ts";
import { verifyWithEach } from "./verify-signature.ts";

const ring = aRing("d1");
const ID = "crd_known";
const known = anAkskCredential({
  id: ID,
  accessKey: "KNOWN-ONE",
  imported: true,
  secrets: [{ sealed: seal(ring, "the secret of the known one", ID, countingBytes) }],
  schemes: ["gateway-hmac"],
});

/** What a signature of an access key costs: reads of the table and computed signatures. */
const costOf = async (accessKey: string) => {
  const table = calledTable();
  const asked: string[] = [];
  const store = {
    ...table.store,
    byPointers: async (names: readonly string[]) => {
      asked.push("places");
      const isKnown = names.includes(accessKeyPointer(known.accessKey));
      const place = { consumerId: known.consumerId, lookup: lookupOf(ID) };
      return new Map(isKnown ? names.map((name) => [name, place]) : []);
    },
    read: async (wanted: Parameters<typeof table.store.read>[0]) => {
      asked.push("records");
      const isKnown = wanted.callers.some(({ lookup }) => lookup === lookupOf(ID));
      return {
        own: wanted.callers.map(() => ({
          credential: isKnown ? known : undefined,
          consumer: isKnown ? aConsumer() : undefined,
          subscription: undefined,
        })),
        service: { found: aService() },
        suspendedTeams: new Set<string>(),
      };
    },
  };
  let reckoned = 0;
  const verify = createVerifyAksk(keysOf(ring), (...check) => {
    reckoned += 1;
    return verifyWithEach(...check);
  });
  const claim: GatewayHmacClaim = {
    scheme: "gateway-hmac",
    accessKey,
    algorithm: "HMAC-SHA256",
    signedHeaders: ["host", "x-gateway-date"],
    signature: createHash("sha256").update("x").digest("hex"),
  };
  const reader = createCallReaders(store, DEFAULT_AUTHORIZER_SETTINGS).forVerdict(NOW);
  const request = requestOf("", "weather");
  const proof = await verify(
    { type: "aksk", claim, positions: [{ where: "header", name: "authorization" }] },
    request,
    reader,
    undefined,
  );
  return { reason: "reason" in proof ? proof.reason : proof.outcome, asked, reckoned };
};

describe("a signature of an access key", () => {
  it("costs the same where the key is unknown as where it is known and the signature wrong", async () => {
    const wrong = await costOf("KNOWN-ONE");
    expect(wrong.reason).not.toBe("proven");
    const { asked, reckoned } = wrong;
    expect({ asked, reckoned }).toEqual({ asked: ["places", "records"], reckoned: 1 });
    expect(await costOf("UNKNOWN-ONE")).toEqual({ reason: "unknown-credential", asked, reckoned });
  });
});
