import { describe, expect, it } from "vitest";
import { complaintAbout } from "../../infra/compare-settings.ts";
import { GUARDS } from "../../infra/guarded-settings.ts";
import { DEFAULTS } from "../../infra/settings-groups.ts";
import { readRecord, writeRecord } from "../../infra/settings-record.ts";

const ISSUER = "https://login.example.com";

type Given = Record<string, unknown>;
const complaint = (before: Given, after: Given, allowed: string[] = []) =>
  complaintAbout({
    stage: "production",
    before: { given: before, settings: { ...DEFAULTS, ...before } },
    after: { given: after, settings: { ...DEFAULTS, ...after } },
    allowed,
  });

/** What a deploy was told, what the next one is, and what that loses. */
const LOSSES: [string, Given, Given][] = [
  ["drop-protected", { protected: true }, { protected: false }],
  ["drop-permissionsBoundary", { permissionsBoundary: "arn:1" }, {}],
  ["change-permissionsBoundary", { permissionsBoundary: "arn:1" }, { permissionsBoundary: "arn:2" }],
  ["drop-gradualRelease", { gradualRelease: true }, { gradualRelease: false }],
  ["drop-kmsKey", { kmsKey: "arn:1" }, {}],
  ["change-kmsKey", { kmsKey: "arn:1" }, { kmsKey: "arn:2" }],
  ["lower-auditLockDays", { auditLockDays: 400 }, { auditLockDays: 30 }],
  ["drop-auditLockDays", { auditLockDays: 400 }, {}],
  ["drop-domain", { domain: "a.example.com" }, {}],
  ["change-domain", { domain: "a.example.com" }, { domain: "b.example.com" }],
  ["drop-keepDefaultEndpoint", {}, { keepDefaultEndpoint: false }],
  ["change-sender", { sender: "a@example.com" }, { sender: "b@example.com" }],
  ["change-senderIdentity", {}, { senderIdentity: "existing" }],
  ["drop-dmarc", { dmarc: "v=DMARC1; p=reject" }, {}],
  ["change-dmarc", { dmarc: "v=DMARC1; p=reject" }, { dmarc: "v=DMARC1; p=none" }],
  ["drop-admins", { admins: ["a@example.com", "b@example.com"] }, { admins: ["a@example.com"] }],
  ["drop-admins", { admins: ["a@example.com"] }, {}],
  ["drop-publicCatalog", { publicCatalog: true }, { publicCatalog: false }],
  ["lower-usageRetention", { usageRetention: "forever" }, { usageRetention: "3 months" }],
  ["drop-usageOnBus", { usageOnBus: true }, { usageOnBus: false }],
  ["drop-issuer", { issuer: ISSUER }, {}],
  ["change-issuer", { issuer: ISSUER }, { issuer: "https://b.example.com" }],
  ["change-issuer", {}, { issuer: ISSUER }],
  ["change-clientId", { clientId: "a" }, { clientId: "b" }],
  ["drop-issuerOrigins", { issuerOrigins: [ISSUER] }, { issuerOrigins: [] }],
  ["drop-services", { services: { a: "x", b: "y" } }, { services: { a: "x" } }],
  ["change-services", { services: { a: { team: "x" } } }, { services: { a: { team: "y" } } }],
  ["drop-iamUpstreams", { iamUpstreams: [{ url: "https://a" }, { url: "https://b" }] }, { iamUpstreams: [] }],
  ["drop-signatureEdge", { signatureEdge: true }, { signatureEdge: false }],
  ["drop-vpc", { vpc: { subnets: ["subnet-1"] } }, {}],
  ["change-vpc", { vpc: { subnets: ["subnet-1"] } }, { vpc: { subnets: ["subnet-2"] } }],
  ["drop-allowedUpstreams", { allowedUpstreams: [{ hosts: ["a"] }] }, { allowedUpstreams: [] }],
  ["drop-reservedSlugs", { reservedSlugs: ["payments"] }, { reservedSlugs: ["support"] }],
  ["lower-logRetention", { logRetention: "1 year" }, { logRetention: "1 week" }],
  ["drop-logRetention", { logRetention: "1 year" }, {}],
  ["change-alarmEmail", { alarmEmail: "a@example.com" }, { alarmEmail: "b@example.com" }],
  // Guarded or free: what lived in a shell is not forgotten.
  ["drop-mailsPerTeam", { mailsPerTeam: 5 }, {}],
  ["drop-requestsPerAddress", { requestsPerAddress: 0 }, {}],
];

describe("what one deploy tells the next", () => {
  const arns = Array.from(
    { length: 300 },
    (_, index) => `arn:aws:lambda:eu-central-1:1:function:forecast-${index}`,
  );

  it.each<[string, Given]>([
    ["short", { domain: "a.example.com", admins: ["a@example.com"] }],
    ["long", { iamUpstreams: [{ url: "https://a.example.com", resources: arns }] }],
  ])("is read as it was written, %s", (_length, given) => {
    expect(writeRecord(given).length).toBeLessThanOrEqual(8192);
    expect(readRecord(writeRecord(given))).toEqual(given);
  });

  it.each(["", "none", "deflate:none"])("is refused where it is something else: %s", (written) => {
    expect(() => readRecord(written)).toThrow("cannot be read");
  });
});

describe("a protected stage", () => {
  it.each(LOSSES)("is stopped by a sentence where a deploy would %s", (name, before, after) => {
    const setting = name.slice(name.indexOf("-") + 1);
    const told = complaint(before, after);
    expect(told).toContain(`${setting} was `);
    expect(told).toMatch(new RegExp(`LATCHKEY_ALLOW=${name}$`));
    expect(complaint(before, after, [name])).toBeUndefined();
  });

  it("has such a sentence for every setting whose change takes something away", () => {
    const guarded = Object.entries(GUARDS).filter(([, { lost }]) => lost !== GUARDS.region.lost);
    const rows = new Set(LOSSES.map(([name]) => name.slice(name.indexOf("-") + 1)));
    expect(guarded.map(([setting]) => setting).filter((setting) => !rows.has(setting))).toEqual([]);
  });

  it.each<[string, Given, Given]>([
    ["a domain", {}, { domain: "a.example.com" }],
    ["an admin", { admins: ["a@example.com"] }, { admins: ["b@example.com", "a@example.com"] }],
    ["a service", { services: { a: "x" } }, { services: { a: "x", b: "y" } }],
    ["a longer retention", { logRetention: "1 month" }, { logRetention: "forever" }],
    ["a longer lock", { auditLockDays: 30 }, { auditLockDays: 400 }],
    ["protection", {}, { protected: true }],
    ["another bound", { mailsPerTeam: 5 }, { mailsPerTeam: 50 }],
    ["its default, in words", { mailsPerTeam: 5 }, { mailsPerTeam: DEFAULTS.mailsPerTeam }],
    ["nothing new", { domain: "a.example.com" }, { domain: "a.example.com" }],
  ])("may be given %s", (_what, before, after) => {
    expect(complaint(before, after)).toBeUndefined();
  });

  it("is told all that it loses at once, with all that says that it is meant", () => {
    const told = complaint({ domain: "a.example.com", admins: ["a@example.com"] }, {}, ["drop-admins"]);
    expect(told).toContain('domain was "a.example.com" and is not given: its addresses answer no longer.');
    expect(told).not.toContain("admins was");
    expect(told).toMatch(/LATCHKEY_ALLOW=drop-domain,drop-admins$/);
  });

  it("takes no permission for what does not happen: it would stay in a shell for what does, later", () => {
    expect(complaint({}, {}, ["drop-domain"])).toContain("LATCHKEY_ALLOW names drop-domain");
  });
});
