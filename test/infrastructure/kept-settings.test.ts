import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, named, ofType } from "./graph/evaluate-stage.ts";
import { type Account, accountAfter, type Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const NO_ISSUER = { LATCHKEY_OIDC_ISSUER: "", LATCHKEY_OIDC_CLIENT_ID: "" };
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
