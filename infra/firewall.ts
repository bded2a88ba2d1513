import { control, gateway } from "./planes.ts";
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

/** In front of a plane: one source is one address. What it blocks is answered by the plane, as a problem. */
const guard = (limit: number) => {
  const firewall = new aws.wafv2.WebAcl("Firewall", {
    name: prefix,
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    rules: [
      {
        name: "PerAddress",
        priority: 0,
        action: { block: {} },
        statement: { rateBasedStatement: { aggregateKeyType: "IP", evaluationWindowSec: 300, limit } },
        visibilityConfig: visible("PerAddress"),
      },
      managed("AmazonIpReputationList", 1),
      managed("CommonRuleSet", 2, COUNTED_ONLY),
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
