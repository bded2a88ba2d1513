import type { SignRequest } from "../outgoing-request.ts";
import { querySigned } from "../query-readings.ts";
import { headersToSign, readOutgoing } from "../read-outgoing.ts";
import { hmacSha256, sha256, toBase64 } from "../web-crypto.ts";
import { signatureBase } from "./rfc9421-canonical.ts";
import type { BareItem, InnerList, Item } from "./structured-field.ts";
import { writeInnerList } from "./write-structured-field.ts";

/** Who signs with HTTP Message Signatures. */
export interface Rfc9421Signer {
  readonly accessKey: string;
  readonly secretKey: string;
  /** The signature's label; default `sig1`. */
  readonly label?: string;
}

/**
 * Signs a request with an HTTP Message Signature (RFC 9421): method, authority, path, query, all given headers and,
 * where there is a body, its `Content-Digest` (RFC 9530). The query is signed as the address writes it, where Latchkey can
 * know that, else in alphabetical order and encoded by RFC 3986.
 * @returns the headers to add to the request
 */
export const signRfc9421: SignRequest<Rfc9421Signer> = async (request, signer, now) => {
  const added: Record<string, string> = {};
  if (request.body !== undefined && request.body.length > 0) {
    added["content-digest"] = `sha-256=:${toBase64(await sha256(request.body))}:`;
  }
  const signed = readOutgoing(request, added);
  const query = signed.query.length > 0 ? ["@query"] : [];
  const fields = headersToSign(signed).filter((name) => name !== "host");
  const input: InnerList = {
    items: ["@method", "@authority", "@path", ...query, ...fields].map(component),
    parameters: new Map<string, BareItem>([
      ["created", { type: "integer", value: Math.floor(now.getTime() / 1000) }],
      ["keyid", { type: "string", value: signer.accessKey }],
      ["alg", { type: "string", value: "hmac-sha256" }],
    ]),
  };
  const scheme = new URL(request.url).protocol === "http:" ? "http" : "https";
  const written = querySigned(new URL(request.url).search, signed.query);
  const base = signatureBase(signed, input, { scheme, query: written, queryParam: "form" });
  if (base?.length !== 1) throw new TypeError("a header to sign cannot be sent");
  const label = signer.label ?? "sig1";
  return {
    ...added,
    "signature-input": `${label}=${writeInnerList(input)}`,
    signature: `${label}=:${toBase64(await hmacSha256(signer.secretKey, base[0]))}:`,
  };
};

const component = (name: string): Item => ({ bare: { type: "string", value: name }, parameters: new Map() });
