import { describe, expect, it } from "vitest";
import type { Credential } from "../credential/credential.ts";
import { type KnownRecords, type Proof, refusedProof } from "../proof/proof.ts";
import { anAkskCredential } from "../testing/credentials.ts";
import { aConsumer, aCredential, aService, NOW, timeAt } from "../testing/records.ts";
import { combineProofs } from "./combine-proofs.ts";

const at = { where: "header", name: "authorization" } as const;
const records = (consumer: string, credential: Credential = aCredential()): KnownRecords => ({
  consumer: aConsumer({ id: consumer }),
  credential,
  subscription: undefined,
  service: aService(),
  suspendedTeams: new Set(),
});
const proven = (consumer: string, fields: Partial<ReturnType<typeof aCredential>> = {}): Proof => ({
  outcome: "proven",
  records: records(consumer, aCredential({ id: `crd_${consumer}`, ...fields })),
  at,
  body: "any",
});
const signed = (consumer: string): Proof => ({
  outcome: "proven",
  records: records(consumer, anAkskCredential({ id: "crd_signed" })),
  at,
  body: "none",
});
const unknown = refusedProof("unknown-credential");
const combined = (definite: Proof[], tentative: Proof[] = []) => {
  const found = combineProofs(definite, tentative, NOW);
  return "reason" in found ? found.reason : found.records.credential.id;
};

describe("a request is refused", () => {
  it.each<[string, Proof[], Proof[], string]>([
    ["without a credential", [], [], "missing-credential"],
    ["with one that is unknown where it was meant", [unknown], [], "unknown-credential"],
    ["with one that is unknown beside one that holds", [proven("a"), unknown], [], "unknown-credential"],
    [
      "with a bad one where anything may stand",
      [proven("a")],
      [refusedProof("bad-signature")],
      "bad-signature",
    ],
    ["with those of two consumers", [proven("a"), proven("b")], [], "malformed-credential"],
    ["with two signatures", [signed("a"), signed("a")], [], "malformed-credential"],
    ["with a disabled one", [proven("a", { status: "disabled" })], [], "credential-disabled"],
    ["with one that has ended", [proven("a", { expiresAt: timeAt(NOW) })], [], "credential-expired"],
    [
      "with a disabled one beside one that works",
      [proven("a"), proven("a", { status: "disabled" })],
      [],
      "credential-disabled",
    ],
  ])("%s", (_what, definite, tentative, reason) => {
    expect(combined(definite, tentative)).toBe(reason);
  });
});

describe("a request is its consumer's", () => {
  it("by one credential, and by several of the same consumer, of which the first counts", () => {
    expect(combined([proven("a")])).toBe("crd_a");
    expect(combined([proven("a", { id: "crd_first" }), proven("a")])).toBe("crd_first");
  });

  it("by a signature in any order: its rule about the body applies", () => {
    expect(combineProofs([proven("a"), signed("a")], [], NOW)).toMatchObject({ body: "none" });
  });

  it("any unknown value in a position that accepts any value", () => {
    expect(combined([proven("a")], [unknown])).toBe("crd_a");
    expect(combined([], [proven("a"), unknown])).toBe("crd_a");
  });

  it("and each position is hidden or kept as its own credential says", () => {
    const found = combineProofs([proven("a"), proven("a", { hideCredential: false })], [], NOW);
    expect(found).toMatchObject({ hide: [at], keep: [at] });
  });
});
