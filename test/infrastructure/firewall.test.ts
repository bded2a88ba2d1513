import { KEY_HEADERS } from "@latchkey/core/credential/api-key/present-api-key";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateEverythingSet } from "./everything-set.fixture.ts";
import { evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

interface Rule {
  name: string;
  action?: unknown;
  statement: {
    rateBasedStatement?: unknown;
    managedRuleGroupStatement?: {
      name: string;
      ruleActionOverrides: { name: string; actionToUse: unknown }[];
    };
  };
  visibilityConfig: { sampledRequestsEnabled: boolean };
}

describe.skipIf(missing !== "")(`the firewall${missing}`, () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await evaluateStage("production");
  });
  const rules = (): Rule[] => Object(named(graph, "aws:wafv2/webAcl:WebAcl", "Firewall").inputs["rules"]);

  it("is in front of both planes", () => {
    const guarded = ofType(graph, "aws:wafv2/webAclAssociation:WebAclAssociation");
    expect(guarded.map(({ inputs }) => String(inputs["resourceArn"]).replace(/^.*:/, ""))).toEqual([
      "ControlStage",
      "GatewayStage",
    ]);
    for (const { inputs } of guarded) expect(inputs["webAclArn"]).toMatch(/:Firewall$/);
  });

  it("blocks an address that asks more than 60,000 times in five minutes", () => {
    expect(rules()[0]).toMatchObject({
      action: { block: {} },
      statement: {
        rateBasedStatement: { aggregateKeyType: "IP", evaluationWindowSec: 300, limit: 60_000 },
      },
    });
  });

  it("answers a path that API Gateway would not take as a problem with a code of its own", () => {
    const rule = rules().find(({ name }) => name === "TargetTooLong");
    expect(rule).toMatchObject({
      action: { block: { customResponse: { responseCode: 414, customResponseBodyKey: "target-too-long" } } },
      statement: { sizeConstraintStatement: { comparisonOperator: "GT", size: 1500 } },
    });
    const [body] = Object(named(graph, "aws:wafv2/webAcl:WebAcl", "Firewall").inputs["customResponseBodies"]);
    expect(JSON.parse(body.content)).toEqual({
      type: `${graph.outputs["control"]}/docs/problems#target-too-long`,
      title: "The request's target is too long",
      status: 414,
      detail: expect.stringContaining("1,500 bytes"),
      code: "target-too-long",
    });
  });

  it("looks into bodies and blocks none for what it says: prompts are about anything", () => {
    const core = rules().find(({ name }) => name === "CommonRuleSet")?.statement.managedRuleGroupStatement;
    const counted = core?.ruleActionOverrides.map(({ name, actionToUse }) => [name, actionToUse]);
    for (const rule of ["RestrictedExtensions_URIPATH", "GenericRFI_QUERYARGUMENTS", "NoUserAgent_HEADER"])
      expect(counted).toContainEqual([rule, { count: {} }]);
    for (const rule of [
      "SizeRestrictions",
      "CrossSiteScripting",
      "EC2MetaDataSSRF",
      "GenericLFI",
      "GenericRFI",
    ])
      expect(counted).toContainEqual([`${rule}_BODY`, { count: {} }]);
  });

  it("keeps no sample of a request, in which credentials would be", () => {
    for (const { visibilityConfig } of rules()) expect(visibilityConfig.sampledRequestsEnabled).toBe(false);
    const { inputs } = named(graph, "aws:wafv2/webAcl:WebAcl", "Firewall");
    expect(inputs["visibilityConfig"]).toMatchObject({ sampledRequestsEnabled: false });
  });

  it("writes down what it blocked, by no credential, query or token of a link, and nothing of a flood", () => {
    const { inputs } = named(
      graph,
      "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
      "FirewallLogging",
    );
    expect(inputs).toMatchObject({
      logDestinationConfigs: [expect.stringMatching(/:FirewallLogs$/)],
      loggingFilter: { defaultBehavior: "DROP", filters: [{ behavior: "KEEP", requirement: "MEETS_ALL" }] },
    });
    expect(Object(inputs["loggingFilter"]).filters[0].conditions).toEqual([
      { actionCondition: { action: "BLOCK" } },
      { labelNameCondition: { labelName: expect.stringMatching(/:no-token-in-path$/) } },
    ]);
    const redacted = JSON.stringify(inputs["redactedFields"]);
    for (const header of ["authorization", "cookie", ...KEY_HEADERS])
      expect(redacted).toContain(`{"singleHeader":{"name":"${header}"}}`);
    expect(redacted).toContain('{"queryString":{}}');
    const [flood, labelled] = rules();
    expect([flood?.name, labelled?.name]).toEqual(["PerAddress", "NoTokenInPath"]);
    expect(JSON.stringify(labelled?.statement)).toMatch(/notStatement.*\/approvals\/.*\/invitations\//);
  });

  it("has rules that block, count or are not there, as is set", async () => {
    const set = await evaluateEverythingSet();
    const found: Rule[] = Object(named(set, "aws:wafv2/webAcl:WebAcl", "Firewall").inputs["rules"]);
    expect(found.map(({ name }) => name)).toEqual([
      "PerAddress",
      "NoTokenInPath",
      "CommonRuleSet",
      "TargetTooLong",
    ]);
    expect(found[0]).toMatchObject({ action: { count: {} } });
    const core = found.find(({ name }) => name === "CommonRuleSet")?.statement.managedRuleGroupStatement;
    const actions = Object.fromEntries(
      (core?.ruleActionOverrides ?? []).map(({ name, actionToUse }) => [
        name,
        Object.keys(Object(actionToUse))[0],
      ]),
    );
    expect(actions).toMatchObject({
      CrossSiteScripting_QUERYARGUMENTS: "count",
      NoUserAgent_HEADER: "block",
      GenericRFI_QUERYARGUMENTS: "count",
    });
    expect(actions["GenericLFI_URIPATH"]).toBeUndefined();
  });

  it("is not there, nor paid for, where the settings say 0", async () => {
    const without = await evaluateStage("staging", {
      LATCHKEY_REQUESTS_PER_ADDRESS: "0",
      LATCHKEY_SENDER: "example.com",
    });
    expect(without.resources.filter(({ type }) => type.startsWith("aws:wafv2"))).toEqual([]);
    expect(functionsOf(graph, "production").has("note-blocked")).toBe(true);
    expect(functionsOf(without, "staging").has("note-blocked")).toBe(false);
  });
});
