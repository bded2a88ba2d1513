/** As core's tests: whether tests of chance run as often as the figures ask for (`LATCHKEY_TESTS_IN_FULL=1`). */
export const inFull = process.env["LATCHKEY_TESTS_IN_FULL"] !== undefined;
