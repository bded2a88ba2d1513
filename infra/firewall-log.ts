import { EDGE_HEADERS } from "@latchkey/functions/routes/signature-edge";
import { RETENTION_DAYS } from "./lambda.ts";
import { prefix, settings } from "./stage.ts";

/** Carried by requests whose path may be written down. The paths of links hold a token. */
export const LOGGABLE = "no-token-in-path";

const contains = (searchString: string) => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: "CONTAINS",
    searchString,
    textTransformations: [
      { priority: 0, type: "URL_DECODE" },
      { priority: 1, type: "LOWERCASE" },
    ],
  },
});

/** Matches every request whose path is no link's. */
export const withoutToken = {
  notStatement: {
    statements: [{ orStatement: { statements: [contains("/approvals/"), contains("/invitations/")] } }],
  },
};

/** Wherever a client may put a credential; a test compares those of API keys. */
const REDACTED_HEADERS = [
  "authorization",
  "proxy-authorization",
  "x-api-key",
  "apikey",
  "cookie",
  "signature",
  "x-amz-security-token",
  ...Object.values(EDGE_HEADERS),
];

/**
 * What the firewall has blocked, before it was known whose request it was. Neither headers with credentials nor queries are written,
 * and a flood, which the rule `PerAddress` ends before a request is labelled, writes nothing.
 */
export const logBlocked = (firewall: aws.wafv2.WebAcl): aws.cloudwatch.LogGroup => {
  const account = aws.getCallerIdentityOutput().accountId;
  const logs = new aws.cloudwatch.LogGroup("FirewallLogs", {
    // WAF takes no other names.
    name: `aws-waf-logs-${prefix}`,
    retentionInDays: RETENTION_DAYS[settings.logRetention],
  });
  const policy = new aws.cloudwatch.LogResourcePolicy("FirewallLogsPolicy", {
    policyName: `${prefix}-firewall`,
    policyDocument: aws.iam.getPolicyDocumentOutput({
      statements: [
        {
          principals: [{ type: "Service", identifiers: ["delivery.logs.amazonaws.com"] }],
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [$interpolate`${logs.arn}:*`],
          conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [account] }],
        },
      ],
    }).json,
  });
  new aws.wafv2.WebAclLoggingConfiguration(
    "FirewallLogging",
    {
      resourceArn: firewall.arn,
      logDestinationConfigs: [logs.arn],
      loggingFilter: {
        defaultBehavior: "DROP",
        filters: [
          {
            behavior: "KEEP",
            requirement: "MEETS_ALL",
            conditions: [
              { actionCondition: { action: "BLOCK" } },
              {
                labelNameCondition: {
                  labelName: $interpolate`awswaf:${account}:webacl:${firewall.name}:${LOGGABLE}`,
                },
              },
            ],
          },
        ],
      },
      redactedFields: [...REDACTED_HEADERS.map((name) => ({ singleHeader: { name } })), { queryString: {} }],
    },
    { dependsOn: [policy] },
  );
  return logs;
};
