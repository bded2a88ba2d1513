const NOW = Date.parse("2026-03-05T12:00:00Z");

interface Blocked {
  api?: string;
  /** Where the request was sent to; API Gateway's own address unless it is said. */
  host?: string;
  uri?: string;
  method?: string;
  requestId?: string;
  /** Milliseconds since the epoch. */
  at?: number;
  rule?: string;
}

/** A line of the firewall's log, as AWS documents it ("Log examples for web ACL traffic"), of a rule inside a group. */
export const firewallLine = ({
  api = "gwapi",
  host = `${api}.execute-api.eu-central-1.amazonaws.com`,
  uri = "/production/echo/x",
  method = "GET",
  requestId = "Ed0AiHF_CGYF-DA=",
  at = NOW,
  rule = "GenericLFI_URIPATH",
}: Blocked = {}): string =>
  JSON.stringify({
    timestamp: at,
    formatVersion: 1,
    webaclId: "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/latchkey-production/1",
    terminatingRuleId: "CommonRuleSet",
    terminatingRuleType: "MANAGED_RULE_GROUP",
    action: "BLOCK",
    terminatingRuleMatchDetails: [],
    httpSourceName: "APIGW",
    httpSourceId: `123456789012:${api}:production`,
    ruleGroupList: [
      { ruleGroupId: "AWS#AWSManagedRulesAmazonIpReputationList", terminatingRule: null },
      {
        ruleGroupId: "AWS#AWSManagedRulesCommonRuleSet",
        terminatingRule: { ruleId: rule, action: "BLOCK", ruleMatchDetails: null },
        nonTerminatingMatchingRules: [],
        excludedRules: null,
      },
    ],
    rateBasedRuleList: [],
    nonTerminatingMatchingRules: [{ ruleId: "NoTokenInPath", action: "COUNT", ruleMatchDetails: [] }],
    requestHeadersInserted: null,
    responseCodeSent: null,
    httpRequest: {
      clientIp: "192.0.2.7",
      country: "DE",
      headers: [
        { name: "X-Forwarded-For", value: "192.0.2.7" },
        { name: "Host", value: host },
        { name: "authorization", value: "REDACTED" },
      ],
      uri,
      args: "REDACTED",
      httpVersion: "HTTP/1.1",
      httpMethod: method,
      requestId,
    },
    labels: [{ name: "awswaf:123456789012:webacl:latchkey-production:no-token-in-path" }],
  });
