import { canonicalQuery } from "../canonical-query.ts";
import { encodeBarePath, encodePath } from "../percent-encoding.ts";
import { headerValues } from "../request-headers.ts";
import { canonicalHeaderValue } from "../signature/header-line.ts";
import type { SignedText } from "../signature/signed-text.ts";
import { TextWriter } from "../signature/text-writer.ts";
import type { SignedRequest } from "../signed-request.ts";

/*
 * AWS Signature Version 4, "Create a signed AWS API request":
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */

/** What the Authorization header of the header form begins with. */
export const AWS4_ALGORITHM = "AWS4-HMAC-SHA256";
/** The last part of every scope. */
export const AWS4_TERMINATOR = "aws4_request";

/**
 * How the path is written. `s3`: as sent, encoded once. `normalised`: dot and empty segments removed, encoded a second
 * time. `unnormalised`: only encoded a second time. `s3-bare`: as sent, with the reserved characters escaped that the
 * client had left bare, as aws4 and aws4fetch sign them.
 */
export type Aws4PathRule = "s3" | "s3-bare" | "normalised" | "unnormalised";

/** AWS's rule: the service decides. */
export const aws4PathRule = (service: string): Aws4PathRule => (service === "s3" ? "s3" : "normalised");

/** The path as the canonical request has it. */
export const canonicalAws4Path = (path: string, rule: Aws4PathRule): string => {
  switch (rule) {
    case "s3":
      return path;
    case "s3-bare":
      return encodeBarePath(path);
    case "normalised":
      return encodePath(normalisePath(path));
    case "unnormalised":
      return encodePath(path);
  }
};

/**
 * The canonical request up to its last line, the body's. The place of a signed Content-Length that the request lacks
 * stays open.
 * @returns undefined when another signed header is missing or cannot be signed
 */
export const canonicalAws4Request = (
  request: SignedRequest,
  signedHeaders: readonly string[],
  pathRule: Aws4PathRule,
  query: readonly (readonly [string, string])[] = request.query,
): SignedText | undefined => {
  const writer = new TextWriter();
  const path = canonicalAws4Path(request.path, pathRule);
  writer.write(`${request.method}\n${path}\n${canonicalQuery(query, "encoded")}\n`);
  for (const name of signedHeaders) {
    const values = headerValues(request, name);
    writer.write(`${name}:`);
    if (values.length === 0) {
      if (name !== "content-length") return undefined;
      writer.leaveContentLength();
    } else {
      const value = canonicalHeaderValue(values);
      if (value === undefined) return undefined;
      writer.write(value);
    }
    writer.write("\n");
  }
  writer.write(`\n${signedHeaders.join(";")}\n`);
  return writer.text;
};

/** The string to sign before its last line, which is the canonical request's SHA-256 in hex. */
export const aws4StringToSignHead = (timestamp: string, region: string, service: string): string =>
  `${AWS4_ALGORITHM}\n${timestamp}\n${aws4Scope(timestamp, region, service)}\n`;

/** `YYYYMMDD/region/service/aws4_request`. */
export const aws4Scope = (timestamp: string, region: string, service: string): string =>
  `${timestamp.slice(0, 8)}/${region}/${service}/${AWS4_TERMINATOR}`;

const normalisePath = (path: string): string => {
  if (!path.includes("//") && !path.includes("/.")) return path;
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  const tail = path.endsWith("/") && segments.length > 0 ? "/" : "";
  return `/${segments.join("/")}${tail}`;
};
