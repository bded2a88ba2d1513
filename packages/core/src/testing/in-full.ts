/**
 * Whether tests of figures and of races run as long as the figures ask for (`LATCHKEY_TESTS_IN_FULL=1`), and not only
 * as long as shows that the promise holds.
 */
export const inFull = process.env["LATCHKEY_TESTS_IN_FULL"] !== undefined;
