/** What a role allows and this story does not use, and when it is used. */
export const NOT_IN_THE_STORY: Record<string, string> = {
  "anchor-heads s3:GetObject AuditAnchorsBucket/audit-heads/*": "a head that was anchored before",
  "approvals dynamodb:BatchGetItem TableTable": "the link of an announcement",
  "services dynamodb:Query TableTable/index/gsi3": "a subscriber that reads announcements",
  "approvals dynamodb:DeleteItem TableTable": "a publication that admins decide on",
  ...Object.fromEntries(
    ["audit", "authorizer", "catalog", "gateway", "operations", "schedule", "usage", "verify"].map((name) => [
      `${name} secretsmanager:GetSecretValue KeysRecord`,
      "a record that it changes",
    ]),
  ),
  "anchor-heads secretsmanager:GetSecretValue KeysRequest": "more than one page of teams",
  "verify-chains secretsmanager:GetSecretValue KeysRequest": "more than one page of teams",
  "audit dynamodb:PutItem TableTable": "a signature that may be used once",
  "authorizer dynamodb:Query TableTable/index/gsi2": "a token of an upstream's issuer beside a key",
  "verify dynamodb:Query TableTable/index/gsi2": "a token of an upstream's issuer beside a key",
  "authorizer dynamodb:PutItem TableTable": "an imported key that a former pepper has hashed",
  "authorizer dynamodb:UpdateItem TableTable": "a key that a former pepper has hashed",
  "catalog dynamodb:GetItem TableTable": "a private service, seen by a person",
  "catalog dynamodb:PutItem TableTable": "a signature that may be used once",
  "catalog dynamodb:Query TableTable/index/gsi1": "the teams of a person, who sees their private services",
  "cleanup secretsmanager:GetSecretValue KeysRequest": "a consumer with more than one page of credentials",
  "consumers dynamodb:Query TableTable": "what a person is in a team",
  "consumers dynamodb:ConditionCheckItem TableTable": "a consumer that another team takes",
  "consumers dynamodb:Query TableTable/index/gsi3": "the consumers that are offered to a team",
  "cleanup dynamodb:Query TableTable": "a consumer that another team has taken",
  "cleanup dynamodb:Query TableTable/index/gsi2": "a consumer that another team has taken",
  "notify dynamodb:Query TableTable/index/gsi2": "a consumer that another team has taken",
  "credentials dynamodb:ConditionCheckItem TableTable": "an issuer that no credential has named before",
  "credentials secretsmanager:GetSecretValue KeysData": "a secret key",
  "gateway secretsmanager:GetSecretValue KeysAssertion": "a service whose calls carry an assertion",
  "gateway dynamodb:PutItem TableTable": "a signature that may be used once",
  "digest dynamodb:BatchGetItem TableTable": "mails that waited",
  "digest dynamodb:DeleteItem TableTable": "mails that waited",
  "digest dynamodb:GetItem TableTable": "mails that waited",
  "digest dynamodb:PutItem TableTable": "mails that waited",
  "digest dynamodb:Query TableTable": "mails that waited",
  "digest dynamodb:UpdateItem TableTable": "mails that waited",
  "digest secretsmanager:GetSecretValue KeysLink": "the mail of the day",
  "digest ses:SendEmail MailConfig": "mails that waited",
  "digest ses:SendEmail identity/*": "mails that waited",
  "digest ses:SendRawEmail MailConfig": "mails that waited",
  "digest ses:SendRawEmail identity/*": "mails that waited",
  "notify ses:SendEmail MailConfig": "SES looks at the configuration set of the identity",
  "notify ses:SendEmail identity/*": "SES looks at both actions",
  "notify ses:SendRawEmail MailConfig": "SES looks at the configuration set of the identity",
  "operations dynamodb:GetItem TableTable": "who a person is",
  "operations dynamodb:PutItem TableTable": "a signature that may be used once",
  "operations dynamodb:Query TableTable/index/gsi1": "the teams of a person",
  "redeliver dynamodb:GetItem TableTable": "a message that a webhook did not take",
  "redeliver dynamodb:Query TableTable": "a service whose chat did not take a post",
  "redeliver dynamodb:PutItem TableTable": "a message that a webhook did not take",
  "redeliver dynamodb:UpdateItem TableTable": "a message that a webhook did not take",
  "redeliver secretsmanager:GetSecretValue KeysData": "a message that a webhook did not take",
  ...Object.fromEntries(
    ["Assertion", "Audit", "Data", "Link", "Pepper", "Record", "Request", "Token", "TokenPublic"].map(
      (ring) => [`rotate-keys secretsmanager:PutSecretValue Keys${ring}`, "a key that is old enough"],
    ),
  ),
  "rotate-keys dynamodb:GetItem TableTable": "a secret that is sealed with a former key",
  "rotate-keys dynamodb:Scan TableTable": "a former key that may go",
  "rotate-keys dynamodb:UpdateItem TableTable": "a secret that is sealed with a former key",
  ...Object.fromEntries(
    ["dynamodb:GetItem TableTable", "dynamodb:Query TableTable", "dynamodb:PutItem TableTable"]
      .concat(["s3:DeleteObject UsageFailuresBucket/*", "s3:GetObject UsageFailuresBucket/*"])
      .map((permission) => [`recount ${permission}`, "a batch that could not be counted"]),
  ),
  "ingest s3:ListBucket UsageFailuresBucket": "a batch that Lambda leaves in the bucket",
  // What it does depends on how long ago the calls were: its own tests run it.
  ...Object.fromEntries(
    ["ConditionCheckItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"]
      .map((action) => `dynamodb:${action} TableTable`)
      .concat(["s3:PutObject UsageExportBucket/*"])
      .map((permission) => [`roll-up ${permission}`, "five minutes or an hour that are over"]),
  ),
  "invitations secretsmanager:GetSecretValue KeysRequest": "more that waits than is brought to an approver",
  "root dynamodb:ConditionCheckItem TableTable": "a consumer that an older Latchkey has counted",
  "schedule dynamodb:GetItem TableTable": "something that is due",
  "schedule dynamodb:PutItem TableTable": "something that is due",
  "schedule dynamodb:UpdateItem TableTable": "something that is due",
  "schedule dynamodb:DeleteItem TableTable": "a service whose end is announced",
  "schedule dynamodb:Query TableTable": "a service whose end is announced",
  "notify dynamodb:Query TableTable/index/gsi1": "the subscribers of a service that ends",
  "notify secretsmanager:GetSecretValue KeysRequest": "more than fifty subscribers of a service that ends",
  "oauth dynamodb:PutItem TableTable": "an assertion, which may be used once",
  "oauth secretsmanager:GetSecretValue KeysRequest": "a client of more subscriptions than are read at once",
  "leaks dynamodb:UpdateItem TableTable": "a report of leaked keys",
  "leaks events:PutEvents BusBus": "a report of leaked keys",
  ...Object.fromEntries(
    ["BatchGetItem", "GetItem", "PutItem", "UpdateItem"]
      .map((action) => `dynamodb:${action} TableTable`)
      .concat(["Pepper", "Record"].map((ring) => `secretsmanager:GetSecretValue Keys${ring}`))
      .map((permission) => [`end-leaked ${permission}`, "a key that has leaked"]),
  ),
  ...Object.fromEntries(
    ["dynamodb:PutItem TableTable", "dynamodb:Query TableTable/index/gsi1", "dynamodb:UpdateItem TableTable"]
      .concat(["Record", "Request"].map((ring) => `secretsmanager:GetSecretValue Keys${ring}`))
      .map((permission) => [
        `shorten-credentials ${permission}`,
        "a team whose credentials live so long at most",
      ]),
  ),
  "suppression dynamodb:UpdateItem TableTable": "a mail that came back",
  "sweep dynamodb:DeleteItem TableTable": "an event that the relay has left",
  "sweep events:PutEvents BusBus": "an event that the relay has left",
  "usage dynamodb:PutItem TableTable": "a signature that may be used once",
  "verify dynamodb:GetItem TableTable": "a person's place in a team",
  "verify dynamodb:PutItem TableTable": "a signature that may be used once",
  "verify secretsmanager:GetSecretValue KeysTokenPublic": "an access token",
  "verify secretsmanager:GetSecretValue KeysData":
    "a signature of a secret key, or a token of a shared secret",
};
