/** Of the one answer. */
const OWN: ReadonlySet<string> = new Set([
  "date",
  "connection",
  "keep-alive",
  "x-request-id",
  "x-amzn-requestid",
  "x-amz-apigw-id",
  "x-amzn-trace-id",
]);

/** The headers that two answers to the same question have alike. */
export const lastingHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !OWN.has(name)));
