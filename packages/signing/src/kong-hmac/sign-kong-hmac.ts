import { formatHttpDate } from "../http-date.ts";
import type { SignRequest } from "../outgoing-request.ts";
import { querySigned } from "../query-readings.ts";
import { headersToSign, readOutgoing } from "../read-outgoing.ts";
import { hmacSha256, sha256, toBase64 } from "../web-crypto.ts";
import { kongText, REQUEST_LINE } from "./kong-canonical.ts";

/** Who signs for Kong's hmac-auth. */
export interface KongHmacSigner {
  /** Kong's `username`. */
  readonly accessKey: string;
  readonly secretKey: string;
}

/**
 * Signs a request for Kong's hmac-auth, with HMAC-SHA256 over the request line, `X-Date` and every header that is sent. The
 * query is signed as the address writes it, where Latchkey can know that, else in alphabetical order and encoded by RFC
 * 3986.
 * @returns the headers to add to the request
 */
export const signKongHmac: SignRequest<KongHmacSigner> = async (request, signer, now) => {
  const added: Record<string, string> = { "x-date": formatHttpDate(now) };
  if (request.body !== undefined && request.body.length > 0) {
    added["digest"] = `SHA-256=${toBase64(await sha256(request.body))}`;
  }
  const signed = readOutgoing(request, added);
  const names = [REQUEST_LINE, ...headersToSign(signed)];
  const text = kongText(signed, names, querySigned(new URL(request.url).search, signed.query));
  if (text?.length !== 1) throw new TypeError("a header to sign cannot be sent");
  const signature = toBase64(await hmacSha256(signer.secretKey, text[0]));
  const list = names.join(" ");
  const authorization = `hmac username="${signer.accessKey}", algorithm="hmac-sha256", headers="${list}", signature="${signature}"`;
  return { ...added, authorization };
};
