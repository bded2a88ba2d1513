import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RECORD_KINDS } from "../platform/records.ts";
import { aConsumer, aCredential, aService, aSubscription, NOW, timeAt } from "../testing/records.ts";
import { factsOf, type RecordChange } from "./record-change.ts";
import { type AuditedKind, isAudited, shownOf } from "./shown-fields.ts";

const KINDS = RECORD_KINDS.filter((kind) => isAudited(kind));

describe("what the audit tells of a record", () => {
  it("never shows a field that the view does not name", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.dictionary(fc.string(), fc.constant("s3cret")),
        (kind, more) => {
          const unnamed = Object.fromEntries(
            Object.entries(more).map(([name, value]) => [`x${name}`, value]),
          );
          expect(JSON.stringify(shownOf(kind, unnamed))).not.toContain("s3cret");
        },
      ),
    );
  });

  it.each<[AuditedKind, object]>([
    ["credential", aCredential({ secrets: [{ hash: "s3cret", pepper: "p1" }], hint: "s3cret" })],
    ["credential", { ...aCredential(), type: "basic", secrets: [{ phc: "$argon2id$s3cret" }] }],
    [
      "credential",
      { ...aCredential(), type: "jwt", key: { kind: "secret", secrets: [{ sealed: "s3cret" }] } },
    ],
    ["credential", { ...aCredential(), pointers: ["s3cret"] }],
    [
      "service",
      aService({
        upstream: {
          url: "https://example.com/s3cret?key=s3cret",
          timeoutSeconds: 3,
          sealedHeaders: { "x-key": "k1.s3cret" },
        },
      }),
    ],
    ["webhook", { id: "whk_1", url: "https://hooks.example.com/s3cret", sealedSecret: "k1.s3cret" }],
    [
      "subscription",
      aSubscription({
        history: [{ at: "", actor: { kind: "system" }, action: "suspend", to: "", sourceIp: "s3cret" }],
      }),
    ],
  ])("is no secret of a %s", (kind, doc) => {
    const shown = JSON.stringify(shownOf(kind, { ...doc }));
    expect(shown).not.toContain("s3cret");
    expect(shown.length).toBeGreaterThan(10);
  });

  it("is nothing of deliveries and dead letters, nor of what is no kind of record", () => {
    for (const kind of ["delivery", "dead-letter", "toString", "__proto__", ""])
      expect(isAudited(kind)).toBe(false);
  });
});

const by = {
  kind: "consumer",
  actor: "ana@callers.test",
  action: "consumer.changed",
  at: timeAt(NOW),
} as const;

describe("an entry", () => {
  it("tells the fields that differ, whatever their order", () => {
    const before = { ...aConsumer({ labels: { a: "1", b: "2" } }) };
    const after = { ...aConsumer({ labels: { b: "2", a: "1" }, description: "New", revision: 2 }) };
    expect(factsOf({ by, before, after }, "callers")).toMatchObject({
      before: {},
      after: { description: "New" },
    });
  });

  it("is bounded, and says how long what it leaves out was", () => {
    const after = { ...aConsumer({ description: "x".repeat(50_000) }) };
    const facts = factsOf({ by, after }, "callers");
    expect(JSON.stringify(facts).length).toBeLessThan(12_000);
    expect(facts.after).toMatchObject({ name: "app", description: { tooLargeToShow: 50_002 } });
  });

  it("of a subscription tells neither side where the other one's people were", () => {
    const change: RecordChange = {
      by: { ...by, kind: "subscription", action: "subscription.approved", sourceIp: "192.0.2.1" },
      after: { ...aSubscription() },
    };
    expect(factsOf(change, "providers").sourceIp).toBe("192.0.2.1");
    expect(factsOf(change, "callers").sourceIp).toBeUndefined();
  });
});
