import { createHmac, hash, type KeyObject } from "node:crypto";
import { aws4StringToSignHead, canonicalAws4Request } from "@latchkey/signing/aws4/aws4-canonical";
import { deriveAws4Key } from "@latchkey/signing/aws4/aws4-signing-keys";
import { aws4Authorization } from "@latchkey/signing/aws4/prove-aws4";
import { formatBasicDate } from "@latchkey/signing/basic-date";
import type { Credentials } from "./credentials.ts";

/** What is signed for: one region and service, and the path of its endpoint. */
export interface SigningScope {
  region: string;
  service: string;
  path: string;
}

/**
 * @param headers in lower case; all of them are signed
 * @returns the headers with those that the signature adds
 */
export type SignPost = (
  headers: Readonly<Record<string, string>>,
  body: string,
  credentials: Credentials,
  at: Date,
) => Record<string, string>;

/**
 * Signs requests of one client (AWS Signature Version 4). The derived key is kept until the day or the secret changes: that
 * is two thirds of the work.
 */
export const createSignPost = ({ region, service, path }: SigningScope): SignPost => {
  let kept: { secret: string; day: string; key: KeyObject } | undefined;
  const keyFor = (secret: string, day: string): KeyObject => {
    if (kept?.secret !== secret || kept.day !== day)
      kept = { secret, day, key: deriveAws4Key(secret, day, region, service) };
    return kept.key;
  };

  return (headers, body, { accessKeyId, secretAccessKey, sessionToken }, at) => {
    const timestamp = formatBasicDate(at);
    const digest = hash("sha256", body, "hex");
    const sent: Record<string, string> = {
      ...headers,
      "x-amz-date": timestamp,
      "x-amz-content-sha256": digest,
      ...(sessionToken ? { "x-amz-security-token": sessionToken } : {}),
    };
    const names = Object.keys(sent).sort();
    const signed = Object.fromEntries(names.map((name) => [name, [sent[name] ?? ""]]));
    const text = canonicalAws4Request(
      { method: "POST", path, query: [], headers: signed },
      names,
      "normalised",
    );
    if (text?.length !== 1) throw new TypeError("A header holds what cannot be sent.");
    const requestDigest = hash("sha256", text[0] + digest, "hex");
    const signature = createHmac("sha256", keyFor(secretAccessKey, timestamp.slice(0, 8)))
      .update(aws4StringToSignHead(timestamp, region, service) + requestDigest)
      .digest("hex");
    const signer = { accessKey: accessKeyId, secretKey: secretAccessKey, region, service };
    sent["authorization"] = aws4Authorization(signer, timestamp, names, signature);
    return sent;
  };
};
