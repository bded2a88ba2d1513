import { akskCommands } from "./aksk-commands.ts";
import { carried, requestOf } from "./carried.ts";
import { curlCommand } from "./curl-command.ts";
import { javascriptCommand } from "./javascript-command.ts";
import { jwtProgram } from "./jwt-program.ts";
import { oauth2Program } from "./oauth2-program.ts";
import type { Program } from "./program.ts";
import { pythonCommand } from "./python-command.ts";
import { shellQuoted } from "./quote.ts";
import type { SampleCall } from "./sample-call.ts";

export const LANGUAGES = ["curl", "javascript", "python"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A command in each language that makes the call with the credential. It holds the secret. */
export const commandsFor = (call: SampleCall): Record<Language, string> => {
  switch (call.credential.type) {
    case "api-key": {
      const { apiKey } = call.secret;
      const key: Program["assignments"] =
        apiKey === undefined ? [{ variable: "api_key", environment: "API_KEY" }] : [];
      const proof = apiKey === undefined ? [{ variable: "api_key" }] : [apiKey];
      return inEach({ assignments: key, ...carried(call, proof, "X-API-Key") });
    }
    case "basic":
      return basicCommands(call);
    case "jwt":
      return inEach(jwtProgram(call));
    case "aksk":
      return akskCommands(call);
    case "oauth2":
      return inEach(oauth2Program(call));
  }
};

const inEach = (program: Program): Record<Language, string> => ({
  curl: curlCommand(program),
  javascript: javascriptCommand(program),
  python: pythonCommand(program),
});

const basicCommands = (call: SampleCall): Record<Language, string> => {
  const pair = `${call.secret["username"] ?? ""}:${call.secret["password"] ?? ""}`;
  const all = inEach({ assignments: [], ...carried(call, [base64(pair)], "Authorization", "Basic ") });
  // In the usual place curl does it by itself.
  return call.credential.in
    ? all
    : { ...all, curl: curlCommand({ assignments: [], ...requestOf(call) }, [`-u ${shellQuoted(pair)}`]) };
};

/** RFC 7617 with UTF-8. */
const base64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
