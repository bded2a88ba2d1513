import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { askAccount, nodeFinding } from "../../infra/before-deploy/ask-account.ts";
import { clientsOf } from "../../infra/before-deploy/clients.ts";
import { lineOf } from "../../infra/before-deploy/finding.ts";
import { stageSettings } from "../../infra/settings.ts";
import { anAccount, type FakeAccount, startFakeAccount } from "./before-deploy/fake-account.ts";
import { ROOT } from "./platform/install-platform.ts";

const STAGE = "production";
const credentials = { accessKeyId: "test", secretAccessKey: "test" };

const ask = async (account: Partial<FakeAccount>, set: Record<string, string> = {}) => {
  await using fake = await startFakeAccount(anAccount(account));
  const environment = { LATCHKEY_SENDER: "a@example.com", ...set };
  const settings = stageSettings(STAGE, { every: { region: "eu-central-1" } }, environment);
  const clients = clientsOf(settings.region, { endpoint: fake.url, credentials });
  return { findings: await askAccount(clients, STAGE, settings), asked: fake.asked };
};

const EXISTING = { LATCHKEY_SENDER_IDENTITY: "existing" };
const DOMAIN = { LATCHKEY_DOMAIN: "latchkey.example.com" };

describe("an account that is asked before a deploy", () => {
  it("is told to be well, line by line, when nothing would be refused", async () => {
    const { findings, asked } = await ask({}, DOMAIN);
    expect(findings.filter(({ outcome }) => outcome !== "ok")).toEqual([]);
    expect(findings.map(({ about }) => about)).toEqual([
      "the account",
      "the region",
      "Lambda's concurrency",
      "API Gateway's throttle",
      "SES",
      "the sender's identity",
      "the domain's zone",
      "certificates, eu-central-1",
      "certificates, us-east-1",
      "rights to deploy",
    ]);
    expect(new Set(asked.map((each) => each.split(" ")[1]))).toEqual(
      new Set([
        "sts/eu-central-1",
        "lambda/eu-central-1",
        "servicequotas/eu-central-1",
        "ses/eu-central-1",
        "route53/eu-central-1",
        "acm/eu-central-1",
        "acm/us-east-1",
        "iam/eu-central-1",
      ]),
    );
  });

  it.each<[string, Partial<FakeAccount>, Record<string, string>, string, RegExp]>([
    [
      "refused",
      { concurrency: { limit: 10, unreserved: 10 } },
      {},
      "Lambda's concurrency",
      /to 0 or to less, or request more/,
    ],
    [
      "refused",
      { concurrency: { limit: 1000, unreserved: 759 } },
      {},
      "Lambda's concurrency",
      /keeps 100 unreserved/,
    ],
    ["refused", { ses: { production: false, sending: false } }, {}, "SES", /answer AWS's review first/],
    ["look", { ses: { production: false, sending: true } }, {}, "SES", /production access/],
    ["refused", {}, EXISTING, "the sender's identity", /senderIdentity to create/],
    ["look", { identities: { "a@example.com": false } }, EXISTING, "the sender's identity", /confirms it/],
    [
      "look",
      { identities: { "a@example.com": true } },
      {},
      "the sender's identity",
      /senderIdentity to existing/,
    ],
    ["refused", { zones: [] }, DOMAIN, "the domain's zone", /Route 53 and delegate/],
    [
      "refused",
      { zones: [{ name: "example.com", isPrivate: true }] },
      DOMAIN,
      "the domain's zone",
      /Route 53/,
    ],
    ["refused", { closed: ["acm/us-east-1"] }, DOMAIN, "certificates, us-east-1", /CloudFront takes/],
    ["refused", { closed: ["acm/eu-central-1"] }, DOMAIN, "certificates, eu-central-1", /allow ACM/],
    ["refused", { denied: ["iam:CreateRole"] }, {}, "rights to deploy", /Deploy as somebody who may/],
    ["refused", { denied: ["wafv2:CreateWebACL"] }, {}, "rights to deploy", /Deploy as somebody/],
    ["refused", { caller: "arn:aws-cn:iam::123456789012:user/ann" }, {}, "the region", /partition aws only/],
    ["look", { throttle: { rate: 2500, burst: 1250 } }, {}, "API Gateway's throttle", /Lower gatewayRate/],
    ["look", { closed: ["iam/eu-central-1"] }, {}, "rights to deploy", /look at it by hand/],
    ["look", { closed: ["servicequotas/eu-central-1"] }, {}, "API Gateway's throttle", /look at it by hand/],
  ])("says so when it is not, with what to do: %s %j", async (outcome, account, set, about, remedy) => {
    const { findings } = await ask(account, set);
    const others = findings.filter((finding) => finding.outcome !== "ok");
    expect(others).toEqual([
      { about, outcome, found: expect.any(String), remedy: expect.stringMatching(remedy) },
    ]);
  });

  it.each<[string, Partial<FakeAccount>, Record<string, string>]>([
    [
      "whose settings reserve nothing",
      { concurrency: { limit: 10, unreserved: 10 } },
      {
        LATCHKEY_AUTHORIZER_CONCURRENCY: "0",
        LATCHKEY_GATEWAY_CONCURRENCY: "0",
        LATCHKEY_WEBHOOK_CONCURRENCY: "0",
        LATCHKEY_INGEST_CONCURRENCY: "0",
      },
    ],
    [
      "whose stage has reserved already what it will reserve",
      {
        concurrency: { limit: 1000, unreserved: 340 },
        reserved: {
          "latchkey-production-authorizer": 100,
          "latchkey-production-gateway": 500,
          "latchkey-production-deliver": 50,
          "latchkey-production-ingest": 10,
        },
      },
      {},
    ],
    [
      "of which the root user deploys",
      { caller: "arn:aws:iam::123456789012:root", denied: ["iam:CreateRole"] },
      {},
    ],
    ["whose sender is one already, as is set", { identities: { "a@example.com": true } }, EXISTING],
    ["without a firewall", { denied: ["wafv2:CreateWebACL"] }, { LATCHKEY_REQUESTS_PER_ADDRESS: "0" }],
  ])("is well, too, %s", async (_which, account, set) => {
    const { findings } = await ask(account, set);
    expect(findings.filter(({ outcome }) => outcome === "refused")).toEqual([]);
  });

  it("is asked about the Node that deploys", () => {
    const of = (running: string) => nodeFinding(">=24", running);
    expect([of("22.18.0"), of("24.0.0")].map(({ outcome }) => outcome)).toEqual(["refused", "ok"]);
    expect(lineOf(of("22.18.0"))).toMatch(/^REFUSED Node .*needs Node 24 /);
  });
});

describe("the command as it is typed", () => {
  const typed = async (environment: Record<string, string>) => {
    const words = ["packages/cli/bin/latchkey.js", "doctor", "--before-deploy", "--stage", STAGE];
    const env = {
      PATH: process.env["PATH"],
      HOME: "/nonexistent",
      AWS_EC2_METADATA_DISABLED: "true",
      ...environment,
    };
    try {
      const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: ROOT, env });
      return { code: 0, said: stdout };
    } catch (error) {
      const { code, stdout, stderr } = Object(error);
      return { code, said: `${stdout}${stderr}` };
    }
  };

  it("ends with 0, 1 when something would be refused, and 2 when nothing could be asked", async () => {
    await using well = await startFakeAccount(anAccount());
    await using small = await startFakeAccount(anAccount({ concurrency: { limit: 10, unreserved: 10 } }));
    const keys = {
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      LATCHKEY_SENDER: "a@example.com",
    };
    const of = (url: string) => typed({ ...keys, AWS_ENDPOINT_URL: url });
    const [good, bad, noKeys, noSender] = await Promise.all([
      of(well.url),
      of(small.url),
      typed({ LATCHKEY_SENDER: "a@example.com", AWS_ENDPOINT_URL: well.url }),
      typed({ ...keys, LATCHKEY_SENDER: "", AWS_ENDPOINT_URL: well.url }),
    ]);
    expect([good.code, bad.code, noKeys.code, noSender.code]).toEqual([0, 1, 2, 2]);
    expect(bad.said).toMatch(/^REFUSED Lambda's concurrency/m);
    expect(noSender.said).toContain("sender is missing");
  });
});
