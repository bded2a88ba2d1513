import type { AddAlarm } from "./alarm.ts";
import { type Metrics, math } from "./metrics.ts";

/** What our code asks of the table; DynamoDB counts what went wrong for each of them only. */
const OPERATIONS = {
  get: "GetItem",
  batchGet: "BatchGetItem",
  query: "Query",
  scan: "Scan",
  put: "PutItem",
  update: "UpdateItem",
  remove: "DeleteItem",
  transact: "TransactWriteItems",
};

const ofAll = (metrics: Metrics, name: string) =>
  math(
    "SUM(METRICS())",
    Object.fromEntries(
      Object.entries(OPERATIONS).map(([id, operation]) => [
        id,
        metrics.ofTable(name, { statistic: "Sum" }, operation),
      ]),
    ),
  );

export const addTableAlarms = (add: AddAlarm, metrics: Metrics) => {
  add("table-throttled", {
    meaning: "DynamoDB refuses what one part of the table or of an index is asked for more than it takes.",
    metric: ofAll(metrics, "ThrottledRequests"),
    threshold: 10,
    periods: [2, 3],
    silence: "well",
  });
  add("table-failing", {
    meaning: "DynamoDB fails by its own fault.",
    metric: ofAll(metrics, "SystemErrors"),
    threshold: 10,
    periods: [2, 3],
    silence: "well",
  });
};
