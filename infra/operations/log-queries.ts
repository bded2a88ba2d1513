import { aws_cloudwatch as cloudwatch } from "aws-cdk-lib";
import type { Names } from "./names.ts";
import { WATCHED_FUNCTIONS } from "./watched.ts";

/**
 * Why a call was refused, in the authorizer's lines (`reason`) and the gateway's (`code`). Lambda may have put a line into
 * another one's field, with backslashes before its quotes.
 */
export const WHY = String.raw`(?:reason|code)[\\":]+(?<why>[a-z-]+)`;

export const refusalsQuery = (names: Names) => ({
  logGroupNames: [names.ofLog("authorizer"), names.ofLog("gateway")],
  view: cloudwatch.LogQueryVisualizationType.TABLE,
  queryLines: [
    `parse @message /${WHY}/`,
    "filter ispresent(why)",
    "stats count(*) as calls by why",
    "sort calls desc",
  ],
});

/** What the watched functions have told as errors, and what ran out of time. Wrong credentials, which are thrown, are none. */
export const faultsQuery = (names: Names) => ({
  logGroupNames: WATCHED_FUNCTIONS.map((name) => names.ofLog(name)),
  view: cloudwatch.LogQueryVisualizationType.TABLE,
  queryLines: [
    `filter (level = "ERROR" and @message not like /"errorMessage":"Unauthorized"/) or record.status = "timeout"`,
    "fields @timestamp, @log, message, @message",
    "sort @timestamp desc",
    "limit 50",
  ],
});
