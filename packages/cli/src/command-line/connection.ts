import { WrongUse } from "./exit-code.ts";

/** Where a stage's management API is, and as whom it is asked. */
export interface Connection {
  /** Without a slash at its end. */
  readonly url: string;
  readonly key: string;
}

export interface ConnectionOptions {
  readonly url?: string | undefined;
  readonly key?: string | undefined;
  readonly allowHttp?: boolean | undefined;
}

/** @throws WrongUse with a sentence for what is missing or cannot be */
export const readConnection = ({ url, key, allowHttp = false }: ConnectionOptions): Connection => {
  if (!url) throw new WrongUse("The control plane's address is missing: --url or LATCHKEY_URL.");
  if (!key) throw new WrongUse("A key is missing: --key or LATCHKEY_API_KEY.");
  if (/[^\x21-\x7e]/.test(key)) throw new WrongUse("The key has characters that no key has.");
  return { url: readAddress(url, "--url", allowHttp), key };
};

/** An address that a stage, or a service of it, is at. @throws WrongUse */
export const readAddress = (text: string, option: string, allowHttp: boolean): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new WrongUse(`${option} is not an http or https address.`);
  if (url.username !== "" || url.password !== "" || url.hash !== "" || url.search !== "")
    throw new WrongUse(`${option} has a user, a password, a query or a fragment: give the bare address.`);
  if (url.protocol === "http:" && !allowHttp && !isLoopback(url.hostname))
    throw new WrongUse(`${option} would send a key over plain http. Use https, or --allow-http.`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
};

export const isLoopback = (host: string): boolean =>
  host === "localhost" ||
  host.endsWith(".localhost") ||
  host === "[::1]" ||
  /^127(?:\.\d{1,3}){3}$/.test(host);
