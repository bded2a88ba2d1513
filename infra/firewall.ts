import { targetTooLong } from "@latchkey/functions/routes/gateway-responses";
import { EDGE_HEADERS } from "@latchkey/functions/routes/signature-edge";
import { control, controlUrl, edge, gateway } from "./planes.ts";
import { prefix, settings } from "./stage.ts";

/**
 * Rules of AWS's core set that only count. Those of the body would take a prompt about HTML, files or addresses for an
 * attack; programs often name no user agent; and a presigned query or a cursor may be long.
 */
const COUNTED_ONLY = [
  "SizeRestrictions_BODY",
  "CrossSiteScripting_BODY",
  "EC2MetaDataSSRF_BODY",
  "GenericLFI_BODY",
  "GenericRFI_BODY",
  "NoUserAgent_HEADER",
  "SizeRestrictions_QUERYSTRING",
];

/** Samples show requests with their headers, and credentials are among those. */
const visible = (metricName: string) => ({
  metricName: `${prefix}-${metricName}`,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

const managed = (name: string, priority: number, counted: string[] = []) => ({
  name,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: "AWS",
      name: `AWSManagedRules${name}`,
      ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: visible(name),
});

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
  priority: 10,
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
const perAddress = (limit: number): aws.types.input.wafv2.WebAclRule[] => {
  const rule = (
    name: string,
    priority: number,
    counted: aws.types.input.wafv2.WebAclRuleStatementRateBasedStatement,
  ) => ({
    ...{ name, priority, action: { block: {} }, visibilityConfig: visible(name) },
    statement: { rateBasedStatement: counted },
  });
  const direct = { aggregateKeyType: "IP", evaluationWindowSec: 300, limit };
  if (!edge) return [rule("PerAddress", 0, direct)];
  const labelled = { labelMatchStatement: { scope: "LABEL", key: THROUGH_EDGE } };
  return [
    throughEdge(edge.secrets),
    rule("PerAddress", 11, { ...direct, scopeDownStatement: { notStatement: { statements: [labelled] } } }),
    rule("PerAddressOfEdge", 12, {
      ...{ aggregateKeyType: "FORWARDED_IP", evaluationWindowSec: 300, limit },
      forwardedIpConfig: { headerName: EDGE_HEADERS.address, fallbackBehavior: "MATCH" },
      scopeDownStatement: labelled,
    }),
  ];
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
    rules: [
      ...perAddress(limit),
      managed("AmazonIpReputationList", 1),
      managed("CommonRuleSet", 2, COUNTED_ONLY),
      {
        name: "TargetTooLong",
        priority: 3,
        action: {
          block: { customResponse: { responseCode: 414, customResponseBodyKey: TARGET_TOO_LONG } },
        },
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
    ],
    visibilityConfig: visible("Firewall"),
  });
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
