/*
 * What the stack is told when it is deployed, as parameters of CloudFormation. Plain names, since both sides need them:
 * the program of SST, which cannot load aws-cdk-lib, and the stack, which cannot load the program.
 */

/** Functions that something is read of, by the name that follows the stage's. */
export const WATCHED_FUNCTIONS = [
  "anchor-heads",
  "append-audit",
  "authorizer",
  "cleanup",
  "deliver",
  "digest",
  "gateway",
  "ingest",
  "notify",
  "recount",
  "redeliver",
  "relay",
  "roll-up",
  "rotate-keys",
  "schedule",
  "shorten-credentials",
  "suppression",
  "sweep",
  "verify-chains",
] as const;
export type WatchedFunction = (typeof WATCHED_FUNCTIONS)[number];

/** `append-audit` → `AppendAuditFunction` */
export const parameterOf = (name: WatchedFunction): string =>
  `${name.replaceAll(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase())}Function`;

export const WATCHED = [
  /** The stage, and what the names of its things begin with. */
  "Stage",
  "Prefix",
  /** Of the two REST APIs, and of the logs of who called them. */
  "ControlApi",
  "GatewayApi",
  "ControlLog",
  "GatewayLog",
  "Table",
  "DeadLetters",
  "NotifyQueue",
  "LeakQueue",
  /** Of SES. */
  "ConfigurationSet",
  /** Where the management API is reached. */
  "ControlUrl",
] as const;
export type Watched = (typeof WATCHED)[number];
