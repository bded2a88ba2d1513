/** What a rule of the firewall does with a request that it matches: blocks it, counts it, or is not there. */
export type RuleAction = "block" | "count" | "off";

/** Rules that are ours or a group's as a whole: each is paid, and may be left out. */
export const WHOLE_RULES = [
  "PerAddress",
  "AmazonIpReputationList",
  "CommonRuleSet",
  "TargetTooLong",
] as const;

/** Rules inside AWS's groups (AWS WAF Developer Guide, "AWS Managed Rules rule groups list"): a group is taken with all of its rules. */
export const GROUPED_RULES = {
  AmazonIpReputationList: [
    "AWSManagedIPReputationList",
    "AWSManagedReconnaissanceList",
    "AWSManagedIPDDoSList",
  ],
  CommonRuleSet: [
    "NoUserAgent_HEADER",
    "UserAgent_BadBots_HEADER",
    "SizeRestrictions_QUERYSTRING",
    "SizeRestrictions_Cookie_HEADER",
    "SizeRestrictions_BODY",
    "SizeRestrictions_URIPATH",
    "EC2MetaDataSSRF_BODY",
    "EC2MetaDataSSRF_COOKIE",
    "EC2MetaDataSSRF_URIPATH",
    "EC2MetaDataSSRF_QUERYARGUMENTS",
    "GenericLFI_QUERYARGUMENTS",
    "GenericLFI_URIPATH",
    "GenericLFI_BODY",
    "RestrictedExtensions_URIPATH",
    "RestrictedExtensions_QUERYARGUMENTS",
    "GenericRFI_QUERYARGUMENTS",
    "GenericRFI_BODY",
    "GenericRFI_URIPATH",
    "CrossSiteScripting_COOKIE",
    "CrossSiteScripting_QUERYARGUMENTS",
    "CrossSiteScripting_BODY",
    "CrossSiteScripting_URIPATH",
  ],
} as const;

/**
 * Rules that count unless a stage says otherwise. Those of the body would take a prompt about HTML, files or addresses for an attack;
 * programs often name no user agent; a presigned query or a cursor may be long; and a service may have logs to read (`/x.log`) or take
 * addresses in its query.
 */
export const COUNTED = [
  "SizeRestrictions_BODY",
  "CrossSiteScripting_BODY",
  "EC2MetaDataSSRF_BODY",
  "GenericLFI_BODY",
  "GenericRFI_BODY",
  "NoUserAgent_HEADER",
  "SizeRestrictions_QUERYSTRING",
  "SizeRestrictions_URIPATH",
  "RestrictedExtensions_URIPATH",
  "RestrictedExtensions_QUERYARGUMENTS",
  "GenericRFI_QUERYARGUMENTS",
];

type Given = Readonly<Record<string, RuleAction>>;

/** Of a rule in a group; undefined where AWS's own action stays, which is to block with few exceptions. */
export const groupedAction = (given: Given, rule: string): RuleAction | undefined =>
  Object.hasOwn(given, rule) ? given[rule] : COUNTED.includes(rule) ? "count" : undefined;

export const wholeAction = (given: Given, rule: (typeof WHOLE_RULES)[number]): RuleAction =>
  (Object.hasOwn(given, rule) ? given[rule] : undefined) ?? "block";
