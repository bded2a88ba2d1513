/**
 * Which lines of the two logs are brought to `ingest-lambda` (Amazon CloudWatch Logs User Guide, "Filter pattern
 * syntax"). Wider than the lines themselves: the runtime may have wrapped them, and what is no call is left aside.
 */
export const LOG_FILTERS = {
  gateway: "{ $.message = %call% }",
  authorizer: "{ $.message = %refused% }",
} as const;
