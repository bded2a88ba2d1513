/**
 * Which lines of which log are brought to `ingest-lambda` (Amazon CloudWatch Logs User Guide, "Filter pattern syntax").
 * Those of our own logs are wider than the lines themselves: the runtime may have wrapped them, and what is no call is
 * left aside.
 */
export const LOG_FILTERS = {
  gateway: "{ $.message = %call% }",
  verify: "{ $.message = %call% }",
  authorizer: "{ $.message = %refused% }",
  /**
   * Calls of a known consumer that API Gateway has answered itself; those that the authorizer refused are in its own log.
   * Calls without a known consumer, a flood above all, invoke no function.
   */
  access:
    '{ ($.answeredBy != "-") && ($.answeredBy != "ACCESS_DENIED") && ($.answeredBy != "UNAUTHORIZED") && ($.consumer != "-") }',
  /** Everything that API Gateway has answered itself, for a metric. */
  answeredByApiGateway: '{ $.answeredBy != "-" }',
} as const;

/**
 * What the firewall has blocked in front of one REST API, by `<account>:<id of the API>:<stage>`, is brought to
 * `note-blocked-lambda`.
 */
export const firewallFilter = (sourceId: string): string =>
  `{ ($.action = "BLOCK") && ($.httpSourceId = "${sourceId}") }`;
