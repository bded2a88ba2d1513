/** The tag that SES puts on every mail by itself. */
export const CONFIGURATION_SET = "ses:configuration-set";

/** The rule of the account's own bus, onto which AWS alone puts what is `aws.ses`; mails of other stages have other names. */
export const sesRule = (configurationSet: string) => ({
  source: ["aws.ses"],
  "detail-type": ["Email Bounced", "Email Complaint Received"],
  detail: { mail: { tags: { [CONFIGURATION_SET]: [configurationSet] } } },
});
