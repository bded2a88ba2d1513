import { createLatchkey, type Latchkey } from "@latchkey/client/latchkey";
import { type ConnectionOptions, readAddress, readConnection } from "../command-line/connection.ts";
import { WrongUse } from "../command-line/exit-code.ts";
import { keepSignIn, readSignIns, signInsFile } from "../login/kept-sign-ins.ts";
import { refreshed } from "../login/sign-in.ts";

/** What commands take to ask a stage. */
export interface CallerOptions extends ConnectionOptions {
  readonly json?: true;
}

/** A token of three parts, as `oauth2` gives them. */
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** The stage, as the one whose key is given, else as who has logged in. @throws WrongUse where there is neither */
export const latchkeyOf = async (options: CallerOptions): Promise<Latchkey> => {
  const signedIn = options.key ? undefined : await keptToken(options);
  if (signedIn) return createLatchkey(signedIn);
  if (options.url && !options.key)
    throw new WrongUse("A key is missing: --key or LATCHKEY_API_KEY, or log in: latchkey login.");
  const { url, key } = readConnection(options);
  return createLatchkey({ url, ...(TOKEN.test(key) ? { token: key } : { apiKey: key }) });
};

/** What `login` has kept for this stage, refreshed as it is used. */
const keptToken = async ({ url: given, allowHttp = false }: CallerOptions) => {
  if (!given) return undefined;
  const url = readAddress(given, "--url", allowHttp);
  const file = signInsFile(process.env);
  const kept = (await readSignIns(file))[url];
  if (kept === undefined) return undefined;
  let current = kept;
  let waiting: Promise<string> | undefined;
  const renew = async (): Promise<string> => {
    const next = await refreshed(current, Date.now());
    if (!next) throw new WrongUse("You are no longer logged in: latchkey login.");
    if (next !== current) await keepSignIn(file, url, next);
    current = next;
    return next.idToken;
  };
  /** One refresh for all who wait: a refresh token is good once. */
  const token = (): Promise<string> => {
    waiting ??= renew().finally(() => {
      waiting = undefined;
    });
    return waiting;
  };
  await token();
  return { url, token };
};
