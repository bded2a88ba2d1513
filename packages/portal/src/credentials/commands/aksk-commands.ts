import { aws4Commands } from "./aws4-commands.ts";
import { curlCommand } from "./curl-command.ts";
import { javascriptCommand } from "./javascript-command.ts";
import { pythonCommand } from "./python-command.ts";
import type { SampleCall } from "./sample-call.ts";
import { inOrder, SIGNED } from "./signed-programs.ts";

const OTHERS = ["rfc9421", "gateway-hmac", "signature", "kong"] as const;

/**
 * Signs with a scheme that the credential accepts: AWS's first, which curl signs by itself. RFC 9421 before it where the
 * credential is read from another header, since curl signs into `Authorization` alone.
 */
export const akskCommands = (call: SampleCall): Record<"curl" | "javascript" | "python", string> => {
  const { credential, secret } = call;
  const schemes = credential.type === "aksk" ? credential.schemes : [];
  const signed = {
    ...call,
    url: inOrder(call.url),
    accessKey: secret["accessKey"] ?? (credential.type === "aksk" ? credential.accessKey : ""),
    secretKey: secret["secretKey"] ?? "",
  };
  const other = OTHERS.find((each) => schemes.includes(each));
  const isAws4 = schemes.includes("aws4") && (other === undefined || credential.in === undefined);
  if (isAws4 || other === undefined) return aws4Commands(signed);
  const program = SIGNED[other](signed);
  return {
    curl: curlCommand(program),
    javascript: javascriptCommand(program),
    python: pythonCommand(program),
  };
};
