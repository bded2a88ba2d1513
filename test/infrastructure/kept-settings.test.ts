import { beforeAll, describe, expect, it } from "vitest";
import { complaintAbout } from "../../infra/compare-settings.ts";
import { GUARDS } from "../../infra/guarded-settings.ts";
import { DEFAULTS } from "../../infra/settings-groups.ts";
import { evaluateStage, named, ofType } from "./graph/evaluate-stage.ts";
import { type Account, accountAfter, type Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const NO_ISSUER = { LATCHKEY_OIDC_ISSUER: "", LATCHKEY_OIDC_CLIENT_ID: "" };
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

describe.skipIf(missing !== "")(`two deploys of a stage with different settings${missing}`, () => {
  let first: Graph;
  let left: Account;
  beforeAll(async () => {
    first = await evaluateStage("production", NO_ISSUER);
    left = accountAfter(first);
  });

  it("keep what the first was told, and no secret", () => {
    expect(left.parameters).toEqual([
      {
        region: "eu-central-1",
        name: "/latchkey/production/settings",
        value: JSON.stringify({
          region: "eu-central-1",
          protected: true,
          logRetention: "1 year",
          sender: "latchkey@example.com",
          admins: ["admin@example.com"],
        }),
      },
    ]);
  });

  it("are stopped at the second, before anything is made, where it would lose something", async () => {
    const second = evaluateStage("production", { LATCHKEY_ADMINS: "" }, { account: left });
    await expect(second).rejects.toThrow(
      /admins was .* LATCHKEY_ALLOW=drop-admins,change-issuer,change-clientId/,
    );
  });

  it("are stopped where the second is in another region, which would be a second stage, and empty", async () => {
    const elsewhere = { ...NO_ISSUER, LATCHKEY_REGION: "us-west-2" };
    await expect(evaluateStage("production", elsewhere, { account: left })).rejects.toThrow(
      /is in eu-central-1, and this deploy would make a second, empty one in us-west-2.*LATCHKEY_ALLOW=change-region/,
    );
  });

  it("are stopped where the second switches AWS's addresses off and the domain leads nowhere yet", async () => {
    const domain = {
      ...NO_ISSUER,
      LATCHKEY_DOMAIN: "a.example.com",
      LATCHKEY_KEEP_DEFAULT_ENDPOINT: "false",
    };
    const meant = { ...domain, LATCHKEY_ALLOW: "drop-keepDefaultEndpoint" };
    await expect(evaluateStage("production", meant, { account: left })).rejects.toThrow(
      /a\.example\.com does not lead to the stage "production" yet/,
    );
  });

  describe("of which the second means what it loses", () => {
    let second: Graph;
    beforeAll(async () => {
      second = await evaluateStage(
        "production",
        {
          LATCHKEY_SENDER_IDENTITY: "existing",
          LATCHKEY_ALLOW: "change-issuer,change-clientId,change-senderIdentity",
        },
        { account: { ...left, identities: { "example.com": true } } },
      );
    });

    it("keeps the user pool that it gives up, and takes its guard off, so that the next deploy can forget it", () => {
      expect(named(first, "aws:cognito/userPool:UserPool", "People")).toMatchObject({ guarded: true });
      expect(named(second, "aws:cognito/userPool:UserPool", "People")).toMatchObject({
        guarded: false,
        retained: true,
      });
      expect(ofType(second, "aws:cognito/userPoolClient:UserPoolClient")).toEqual([]);
    });

    it("makes nothing of a sender that somebody else owns, and sends by a configuration set of its own", () => {
      const made = second.resources.filter(({ type }) => /^aws:(?:ses|sesv2|route53)\//.test(type));
      expect(made.map(({ type, name }) => `${type.split(":").at(-1)} ${name}`)).toEqual([
        "ConfigurationSet MailConfig",
        "ConfigurationSetEventDestination MailEvents",
        "ConfigurationSetEventDestination MailMetrics",
      ]);
    });

    it("reads whether the sender may send, of its domain where the address is not known by itself", () => {
      expect(second.outputs["mail"]).toMatch(/sandbox/);
    });
  });
});
