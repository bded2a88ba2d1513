/** What a rule of AWS's core set looks at, by how its name ends (AWS WAF Developer Guide, "Baseline rule groups"). */
const LOOKS_AT: Readonly<Record<string, string>> = {
  BODY: "the body",
  COOKIE: "a cookie",
  Cookie_HEADER: "the size of the cookies",
  HEADER: "the User-Agent header",
  QUERYARGUMENTS: "the query",
  QUERYSTRING: "the length of the query",
  URIPATH: "the path",
};

/** Rules about the sender's address and not about the request (the same guide, "IP reputation rule groups"). */
const OF_ADDRESSES: ReadonlySet<string> = new Set([
  "AmazonIpReputationList",
  "AWSManagedIPReputationList",
  "AWSManagedReconnaissanceList",
  "AWSManagedIPDDoSList",
]);

const COUNT_IT = "or ask the operators of this stage to count the rule instead of blocking (`firewallRules`)";

/** What a service's team can do about a rule that has blocked a request. */
export const firewallAdvice = (rule: string): string => {
  if (rule === "TargetTooLong") return "The path is longer than API Gateway takes. Shorten it.";
  if (OF_ADDRESSES.has(rule))
    return `The sender's address is on AWS's list of addresses that attacks come from. Have it call from another one, ${COUNT_IT}.`;
  const end = Object.keys(LOOKS_AT).find((each) => rule.endsWith(`_${each}`));
  const what = (end === undefined ? undefined : LOOKS_AT[end]) ?? "the request";
  return `The firewall took ${what} for an attack. Send it in another form, ${COUNT_IT}.`;
};
