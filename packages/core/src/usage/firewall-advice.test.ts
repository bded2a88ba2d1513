import { expect, it } from "vitest";
import { firewallAdvice } from "./firewall-advice.ts";

const SAID = {
  TargetTooLong: "The path is longer",
  AWSManagedReconnaissanceList: "The sender's address",
  GenericLFI_URIPATH: "took the path for",
  SizeRestrictions_QUERYSTRING: "took the length of the query for",
  SizeRestrictions_Cookie_HEADER: "took the size of the cookies for",
  UserAgent_BadBots_HEADER: "took the User-Agent header for",
  CrossSiteScripting_COOKIE: "took a cookie for",
  EC2MetaDataSSRF_BODY: "took the body for",
  "A rule that comes later": "took the request for",
  constructor: "took the request for",
};

it.each(Object.entries(SAID))("the advice about %s says what the rule looks at", (rule, said) => {
  expect(firewallAdvice(rule)).toContain(said);
});
