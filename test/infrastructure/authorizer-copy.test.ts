import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const document = await readFile(new URL("../../docs/authorizer.md", import.meta.url), "utf8");

/** What follows `| node -e` in the two commands of the page, as a shell hands it over. */
const [ofRest = "", ofHttp = ""] = [...document.matchAll(/--output json \| node -e '\n([^']*)'/g)].map(
  ([, script = ""]) => script,
);

const asked = async (script: string, answer: object): Promise<string[]> => {
  const running = promisify(execFile)(process.execPath, ["-e", script]);
  running.child.stdin?.end(JSON.stringify(answer));
  return (await running).stdout.trimEnd().split("\n");
};

const GOOD = ["Latchkey's authorizer is as it should be."];
const LAMBDA =
  "arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:latchkey-production-authorizer";

/** In the form that the AWS CLI's reference shows: `aws apigateway get-authorizers`, `aws apigatewayv2 get-authorizers`. */
const rest = (fields: object = {}) => ({
  id: "7gkfbo",
  name: "latchkey",
  type: "REQUEST",
  authType: "custom",
  authorizerUri: `${LAMBDA}/invocations`,
  identitySource: "context.extendedRequestId",
  authorizerResultTtlInSeconds: 0,
  ...fields,
});
const http = (fields: object = {}) => ({
  AuthorizerId: "5f1lul",
  AuthorizerPayloadFormatVersion: "2.0",
  AuthorizerResultTtlInSeconds: 0,
  AuthorizerType: "REQUEST",
  AuthorizerUri: `${LAMBDA}/invocations`,
  EnableSimpleResponses: true,
  IdentitySource: ["$context.requestId"],
  Name: "latchkey",
  ...fields,
});
const POOL = {
  id: "aaaaaa",
  name: "pool",
  type: "COGNITO_USER_POOLS",
  identitySource: "method.request.header.A",
};
const JWT = {
  AuthorizerId: "bbbbbb",
  AuthorizerType: "JWT",
  Name: "jwt",
  IdentitySource: ["$request.header.A"],
};
const NONE = ["No authorizer of this API is one of Latchkey."];

describe("the command that checks a provider's copy of the authorizer", () => {
  it.each<[string, object[], (string | RegExp)[]]>([
    ["as the page shows it, beside another", [POOL, rest()], GOOD],
    ["by an alias of the function", [rest({ authorizerUri: `${LAMBDA}:live/invocations` })], GOOD],
    ["with the source that every request has", [rest({ identitySource: "context.httpMethod" })], GOOD],
    ["cached", [rest({ authorizerResultTtlInSeconds: 300 })], [/^latchkey: verdicts are cached for 300 s/]],
    ["cached by default", [rest({ authorizerResultTtlInSeconds: undefined })], [/cached for 300 s/]],
    [
      "cached under one key for everybody",
      [rest({ authorizerResultTtlInSeconds: 60, identitySource: "context.httpMethod" })],
      [/cached for 60 s/, /identity source is "context.httpMethod"/],
    ],
    [
      "with the header that SST and Pulumi fill in",
      [rest({ identitySource: "method.request.header.Authorization" })],
      [/identity source is "method.request.header.Authorization"/],
    ],
    ["without a source", [rest({ identitySource: undefined })], [/identity source is ""/]],
    [
      "with one that a client chooses",
      [rest({ identitySource: "context.requestId" })],
      [/context.requestId/],
    ],
    ["a TOKEN authorizer", [rest({ type: "TOKEN" })], [/its type is TOKEN/]],
    ["not there", [POOL], NONE],
    ["not there, nor any", [], NONE],
  ])("of a REST API: %s", async (_what, items, told) => {
    const lines = await asked(ofRest, { items });
    expect(lines).toHaveLength(told.length);
    for (const [index, line] of lines.entries()) expect(line).toMatch(told[index] ?? "");
  });

  it.each<[string, object[], (string | RegExp)[]]>([
    ["as the page shows it, beside another", [JWT, http()], GOOD],
    ["with the source of before", [http({ IdentitySource: ["$context.routeKey"] })], GOOD],
    ["cached", [http({ AuthorizerResultTtlInSeconds: 300 })], [/^latchkey: verdicts are cached for 300 s/]],
    [
      "with a header",
      [http({ IdentitySource: ["$request.header.Authorization"] })],
      [/identity sources are "\$request.header.Authorization"/],
    ],
    ["in the older format", [http({ AuthorizerPayloadFormatVersion: "1.0" })], [/payload format to 2.0/]],
    ["not there", [JWT], NONE],
  ])("of an HTTP API: %s", async (_what, Items, told) => {
    const lines = await asked(ofHttp, { Items });
    expect(lines).toHaveLength(told.length);
    for (const [index, line] of lines.entries()) expect(line).toMatch(told[index] ?? "");
  });
});
