/** Files that set the environment of their process, which modules read when they are loaded: each in a worker of its own. */
export const APART = [
  "packages/aws/src/dynamo/dynamo-client.test.ts",
  "test/gateway/gateway-over-http.test.ts",
  "test/infrastructure/operations-metrics.test.ts",
  "test/infrastructure/portal-origin.test.ts",
  "test/wire/first-verdict.test.ts",
];
