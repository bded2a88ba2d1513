import { createLatchkey, type Latchkey } from "@latchkey/client/latchkey";
import { type ConnectionOptions, readConnection } from "../command-line/connection.ts";

/** What commands take to ask a stage. */
export interface CallerOptions extends ConnectionOptions {
  readonly json?: true;
}

/** A token of three parts, as people have after they signed in. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** The stage, as the one whose key or sign-in is given. @throws WrongUse */
export const latchkeyOf = (options: CallerOptions): Latchkey => {
  const { url, key } = readConnection(options);
  return createLatchkey({ url, ...(TOKEN.test(key) ? { token: key } : { apiKey: key }) });
};
