import type { Credential } from "../../api/resources.ts";

/** A call of a service of this gateway, and what it is proved with. */
export interface SampleCall {
  /** The whole address. */
  url: string;
  method: string;
  /** Beside those of the credential. */
  headers: Readonly<Record<string, string>>;
  body?: string;
  credential: Credential;
  secret: Readonly<Record<string, string>>;
  tokens: TokenSource;
}

/** Where an OAuth 2 client gets its access tokens, and what they are to be good for: all of its services where that is not said. */
export interface TokenSource {
  endpoint: string;
  resource?: string;
}

/** The headers of the call itself. A body without a type is JSON where it reads as JSON. */
export const ownHeaders = ({
  headers,
  body,
}: Pick<SampleCall, "headers" | "body">): Record<string, string> => {
  const isTyped = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
  return body === undefined || isTyped
    ? { ...headers }
    : { ...headers, "Content-Type": isJson(body) ? "application/json" : "text/plain; charset=utf-8" };
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
