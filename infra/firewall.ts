import { targetTooLong } from "@latchkey/functions/routes/gateway-responses";
import { EDGE_HEADERS } from "@latchkey/functions/routes/signature-edge";
import { noteBlocked } from "./blocked-requests.ts";
import { LOGGABLE, logBlocked, withoutToken } from "./firewall-log.ts";
import { GROUPED_RULES, groupedAction, type RuleAction, WHOLE_RULES, wholeAction } from "./firewall-rules.ts";
import { control, controlUrl, edge, gateway } from "./planes.ts";
import { prefix, settings } from "./stage.ts";

/** Samples show requests with their headers, and credentials are among those. */
const visible = (metricName: string) => ({
  metricName: `${prefix}-${metricName}`,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

const { firewallRules } = settings;

/** Rules are asked in the order of their list. */
type Rule = Omit<aws.types.input.wafv2.WebAclRule, "priority">;

/** As a rule of ours says it. */
const acting = (action: RuleAction, block = {}) => (action === "block" ? { block } : { count: {} });

const managed = (name: keyof typeof GROUPED_RULES): Rule => {
  const overrides = GROUPED_RULES[name].flatMap((rule) => {
    const action = groupedAction(firewallRules, rule);
    return action === undefined ? [] : [{ name: rule, actionToUse: acting(action) }];
  });
  return {
    name,
    // Counts whatever the rules of the group would do.
    overrideAction: wholeAction(firewallRules, name) === "count" ? { count: {} } : { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name: `AWSManagedRules${name}`,
        ruleActionOverrides: overrides,
      },
    },
    visibilityConfig: visible(name),
  };
};

/** API Gateway has no response type for its 414, so it would get the default response. */
const LONGEST_PATH = 1500;
const TARGET_TOO_LONG = "target-too-long";

/** Without what only API Gateway can fill in. */
const problemOf = (url: string): string => {
  const { template } = targetTooLong({ controlUrl: url });
  const { instance: _filled, requestId: _in, ...problem } = JSON.parse(template);
  return JSON.stringify(problem);
};

const THROUGH_EDGE = "through-edge";

/** What proves that a request came through the stage's own edge, where it has one. */
const throughEdge = (secrets: $util.Output<string>[]) => ({
  name: "ThroughEdge",
  action: { count: {} },
  ruleLabels: [{ name: THROUGH_EDGE }],
  statement: {
    orStatement: {
      statements: secrets.map((searchString) => ({
        byteMatchStatement: {
          fieldToMatch: { singleHeader: { name: EDGE_HEADERS.secret } },
          positionalConstraint: "EXACTLY",
          searchString,
          textTransformations: [{ priority: 0, type: "NONE" }],
        },
      })),
    },
  },
  visibilityConfig: visible("ThroughEdge"),
});

/** The address that the firewall sees is the client's, or the edge's, which says the client's. */
const perAddress = (limit: number): Rule[] => {
  const rule = (name: string, counted: aws.types.input.wafv2.WebAclRuleStatementRateBasedStatement) => ({
    name,
    action: acting(wholeAction(firewallRules, "PerAddress")),
    visibilityConfig: visible(name),
    statement: { rateBasedStatement: counted },
  });
  if (wholeAction(firewallRules, "PerAddress") === "off") return [];
  const direct = { aggregateKeyType: "IP", evaluationWindowSec: 300, limit };
  if (!edge) return [rule("PerAddress", direct)];
  const labelled = { labelMatchStatement: { scope: "LABEL", key: THROUGH_EDGE } };
  return [
    throughEdge(edge.secrets),
    rule("PerAddress", { ...direct, scopeDownStatement: { notStatement: { statements: [labelled] } } }),
    rule("PerAddressOfEdge", {
      ...{ aggregateKeyType: "FORWARDED_IP", evaluationWindowSec: 300, limit },
      forwardedIpConfig: { headerName: EDGE_HEADERS.address, fallbackBehavior: "MATCH" },
      scopeDownStatement: labelled,
    }),
  ];
};

/** In their order, without those that a setting has switched off. */
const inOrder = (rules: Rule[]): aws.types.input.wafv2.WebAclRule[] => {
  const off: readonly string[] = WHOLE_RULES.filter((rule) => wholeAction(firewallRules, rule) === "off");
  return rules
    .filter(({ name }) => typeof name !== "string" || !off.includes(name))
    .map((rule, priority) => ({ ...rule, priority }));
};

/** In front of a plane: one source is one address. What it blocks is answered by the plane, as a problem. */
const guard = (limit: number) => {
  const firewall = new aws.wafv2.WebAcl("Firewall", {
    name: prefix,
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    customResponseBodies: [
      { key: TARGET_TOO_LONG, contentType: "APPLICATION_JSON", content: controlUrl.apply(problemOf) },
    ],
    rules: inOrder([
      ...perAddress(limit),
      {
        name: "NoTokenInPath",
        action: { count: {} },
        statement: withoutToken,
        ruleLabels: [{ name: LOGGABLE }],
        visibilityConfig: visible("NoTokenInPath"),
      },
      managed("AmazonIpReputationList"),
      managed("CommonRuleSet"),
      {
        name: "TargetTooLong",
        action: acting(wholeAction(firewallRules, "TargetTooLong"), {
          customResponse: { responseCode: 414, customResponseBodyKey: TARGET_TOO_LONG },
        }),
        statement: {
          sizeConstraintStatement: {
            fieldToMatch: { uriPath: {} },
            comparisonOperator: "GT",
            size: LONGEST_PATH,
            textTransformations: [{ priority: 0, type: "NONE" }],
          },
        },
        visibilityConfig: visible("TargetTooLong"),
      },
    ]),
    visibilityConfig: visible("Firewall"),
  });
  noteBlocked(logBlocked(firewall));
  for (const [title, plane] of Object.entries({ Control: control, Gateway: gateway })) {
    const { stage } = plane.nodes;
    if (!stage) throw new Error("A plane is guarded after it is deployed.");
    new aws.wafv2.WebAclAssociation(`${title}Firewall`, {
      resourceArn: stage.arn,
      webAclArn: firewall.arn,
    });
  }
};

if (settings.requestsPerAddress > 0) guard(settings.requestsPerAddress);
