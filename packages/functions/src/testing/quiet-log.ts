import type { Log } from "../composition/log.ts";

/** Writes nothing: for tests that read no log. */
export const quietLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
