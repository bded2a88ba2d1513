/** What the package that is installed exports: a file for each thing that one does. */
export const PUBLIC_EXPORTS = [
  "client-credentials",
  "latchkey",
  "operations",
  "problem",
  "retrying-fetch",
  "verify-webhook",
] as const;
