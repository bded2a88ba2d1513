/**
 * How esbuild makes the Lambdas of a call, the authorizer and the gateway: with the readers of records that load quickly, and
 * without the names of functions (decision 0213).
 */
export const CALL_BUNDLE = { keepNames: false, conditions: ["module", "latchkey-call"] };
