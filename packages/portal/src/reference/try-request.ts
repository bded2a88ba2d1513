import type { Operation, Parameter } from "./openapi-operations.ts";
import { inputOf, tryUrl } from "./try-address.ts";
import { secretOf, type TryCredential } from "./try-credential.ts";
import type { Unproven } from "./try-proof.ts";

export type TryRefusal = "leaves" | "secretElsewhere" | "tooLarge" | "unsendable" | "noToken";

/** The gateway takes no more; above 10 MB API Gateway's answer could not be read. */
const LARGEST_BODY = 4 * 1024 * 1024;
/** Shorter ones occur by chance. */
const SHORTEST_SECRET = 8;

/**
 * Headers that prove who calls, or that a browser does not let a page set (Fetch standard, "forbidden request-header"). A
 * document's parameter of such a name has no field: OpenAPI 3.1, 4.8.12, ignores the first three too.
 */
const NOT_A_PARAMETER =
  /^(?:accept|content-type|authorization|authorization-type|x-api-key|apikey|proxy-.*|sec-.*|access-control-.*|cookie2?|set-cookie|host|origin|referer|date|dnt|expect|te|trailer|transfer-encoding|upgrade|via|connection|keep-alive|content-length|accept-charset|accept-encoding|signature|signature-input|content-digest|digest|x-amz-.*|x-gateway-.*|x-sdk-.*|x-http-method.*|x-method-override)$/i;

/** Those that a browser can send. Cookies are never sent. */
export const isTried = ({ name, place }: Parameter): boolean =>
  place === "header" ? /^[\w-]{1,100}$/.test(name) && !NOT_A_PARAMETER.test(name) : place !== "cookie";

export interface TryInput {
  address: string;
  operation: Operation;
  values: Readonly<Record<string, string>>;
  body: string;
  credential: TryCredential;
}

export const takesBody = ({ method }: Operation): boolean =>
  !["GET", "HEAD", "DELETE", "OPTIONS"].includes(method);

/** The request, or why it is not sent. */
export const tryRequest = ({
  address,
  operation,
  values,
  body,
  credential,
}: TryInput): { request: Unproven } | { why: TryRefusal } => {
  const url = tryUrl(address, operation, values);
  if (url === undefined) return { why: "leaves" };
  const secret = secretOf(credential);
  const readByProvider = [body, ...Object.values(values)];
  // A field that the provider has named like the credential's would hand it the secret.
  if (secret.length >= SHORTEST_SECRET && readByProvider.some((each) => each.includes(secret)))
    return { why: "secretElsewhere" };
  const headers = operation.parameters.flatMap((parameter): [string, string][] => {
    const value = parameter.place === "header" && isTried(parameter) ? values[inputOf(parameter)] : undefined;
    return value ? [[parameter.name, value.trim()]] : [];
  });
  if (headers.some(([, value]) => !/^[\t\x20-\x7e]*$/.test(value))) return { why: "unsendable" };
  const sent = takesBody(operation) && body !== "" ? body : undefined;
  if (sent !== undefined && new Blob([sent]).size > LARGEST_BODY) return { why: "tooLarge" };
  return {
    request: {
      url,
      method: operation.method,
      headers: {
        ...Object.fromEntries(headers),
        ...(sent === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(sent === undefined ? {} : { body: sent }),
    },
  };
};
