import { describe, expect, it } from "vitest";
import { IamUpstream, isGranted, requireGrant } from "./iam-upstream.ts";

const BEDROCK = "https://bedrock-runtime.eu-central-1.amazonaws.com";
const grants: IamUpstream[] = [
  { teams: ["ml"], service: "bedrock", region: "eu-central-1", url: `${BEDROCK}/model/haiku` },
  { teams: ["web", "ml"], service: "lambda", region: "eu-central-1", url: "https://abc.lambda-url.test/" },
];
const iam = (service = "bedrock", region = "eu-central-1") => ({ service, region });

describe("a grant", () => {
  it.each([
    ["ml", iam(), `${BEDROCK}/model/haiku`],
    ["ml", iam(), `${BEDROCK}/model/haiku/`],
    ["ml", iam(), `${BEDROCK}/model/haiku/invoke?a=1`],
    ["ml", iam(), `${BEDROCK}:443/model/haiku`],
    ["web", iam("lambda"), "https://abc.lambda-url.test"],
    ["ml", iam("lambda"), "https://ABC.lambda-url.test/any/path"],
  ])("lets %s have called, as %j: %s", (team, scope, url) =>
    expect(isGranted(grants, team, scope, url)).toBe(true),
  );

  it.each([
    ["web", iam(), `${BEDROCK}/model/haiku`],
    ["nobody", iam("lambda"), "https://abc.lambda-url.test"],
    ["ml", iam("lambda"), `${BEDROCK}/model/haiku`],
    ["ml", iam("bedrock", "us-east-1"), `${BEDROCK}/model/haiku`],
    ["ml", iam(), `${BEDROCK}/model/haiku-2`],
    ["ml", iam(), `${BEDROCK}/model/sonnet`],
    ["ml", iam(), BEDROCK],
    ["ml", iam(), `${BEDROCK}/model/haiku/../sonnet`],
    ["ml", iam(), `${BEDROCK}/model/haiku/%2e%2e/sonnet`],
    ["ml", iam(), `${BEDROCK}/model/haiku/..%2fsonnet`],
    ["ml", iam(), `${BEDROCK}/model/haiku/..%5csonnet`],
    ["ml", iam(), `${BEDROCK}/model/haiku/%252e%252e/sonnet`],
    ["ml", iam(), `${BEDROCK}/model/haiku%2f..%2fsonnet`],
    ["ml", iam(), `${BEDROCK}:8443/model/haiku`],
    ["ml", iam(), `http://bedrock-runtime.eu-central-1.amazonaws.com/model/haiku`],
    ["ml", iam(), "https://bedrock-runtime.eu-central-1.amazonaws.com.evil.test/model/haiku"],
    ["web", iam("lambda"), "https://abc.lambda-url.test.evil.test/"],
    ["web", iam("lambda"), "https://evil.test/abc.lambda-url.test"],
  ])("does not let %s have called, as %j: %s", (team, scope, url) => {
    expect(isGranted(grants, team, scope, url)).toBe(false);
    const refused = () =>
      requireGrant({ iamUpstreams: grants }, "/upstream/auth", team, { url, auth: { iam: scope } });
    expect(refused).toThrow(/iamUpstreams/);
  });

  it("is needed for nothing that is not signed, and there is none unless an operator says so", () => {
    expect(() => requireGrant({}, "/upstream/auth", "ml", { url: BEDROCK })).not.toThrow();
    expect(() => requireGrant({}, "/upstream/auth", "ml", { url: BEDROCK, auth: { iam: iam() } })).toThrow();
  });

  it.each([
    { service: "dynamodb" },
    { service: "secretsmanager" },
    { service: "sts" },
    { teams: [] },
    { teams: ["*"] },
    { region: "anywhere" },
    { url: `${BEDROCK}?a=1` },
    { url: "https://user:pass@abc.lambda-url.test" },
    { url: "file:///etc" },
  ])(
    "is none of services whose requests name their target elsewhere, and never for everybody: %j",
    (wrong) => {
      expect(IamUpstream.safeParse({ ...grants[0], ...wrong }).success).toBe(false);
    },
  );
});
