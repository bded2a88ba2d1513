import { akskCommands } from "./aksk-commands.ts";
import { carried } from "./carried.ts";
import { jwtCommands } from "./jwt-commands.ts";
import { plainCurl, plainJavaScript, plainPython } from "./plain-commands.ts";
import { shellQuoted } from "./quote.ts";
import type { SampleCall } from "./sample-call.ts";

export const LANGUAGES = ["curl", "javascript", "python"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A command in each language that makes the call with the credential. It holds the secret. */
export const commandsFor = (call: SampleCall): Record<Language, string> => {
  switch (call.credential.type) {
    case "api-key":
      return plain(call, carried(call, call.secret["apiKey"] ?? "$API_KEY", "X-API-Key"));
    case "basic":
      return basicCommands(call);
    case "jwt":
      return jwtCommands(call);
    case "aksk":
      return akskCommands(call);
  }
};

const plain = (call: SampleCall, { url, headers }: ReturnType<typeof carried>) => {
  const request = { url, headers, method: call.method, body: call.body };
  return { curl: plainCurl(request), javascript: plainJavaScript(request), python: plainPython(request) };
};

const basicCommands = (call: SampleCall): Record<Language, string> => {
  const pair = `${call.secret["username"] ?? ""}:${call.secret["password"] ?? ""}`;
  const all = plain(call, carried(call, base64(pair), "Authorization", "Basic "));
  const { url, method, body } = call;
  // In the usual place curl does it by itself.
  return call.credential.in
    ? all
    : { ...all, curl: plainCurl({ url, method, headers: {}, body }, [`-u ${shellQuoted(pair)}`]) };
};

/** RFC 7617 with UTF-8. */
const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
