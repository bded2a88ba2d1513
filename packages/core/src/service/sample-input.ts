import * as z from "zod/mini";
import { HeaderName, paragraph } from "../text.ts";
import { mayServiceSet } from "./header-rules.ts";

const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"] as const;
const WITH_BODY: readonly string[] = ["POST", "PUT", "PATCH", "DELETE"];

const MAX_PATH = 1024;
const MAX_HEADERS = 10;
const MAX_HEADER_VALUE = 512;
const MAX_BODY = 8192;

/** Where callers put credentials: everybody who sees the service reads its sample. */
const CREDENTIALS: readonly string[] = [
  "authorization",
  "authorization-type",
  "cookie",
  "proxy-authorization",
  "signature",
  "signature-input",
  "x-amz-security-token",
  "x-api-key",
];

/** A key or client secret that a stage has made (`mintValue`), wherever it stands in a text. */
const API_KEY = /[a-z]{2}_[0-9A-Za-z]{16}_[0-9A-Za-z]{42}/;
const withoutKey = z.refine<string>((text) => !API_KEY.test(text), "an API key, which everybody would read");

/** What a reader of the path takes for a dot segment: it would lead a command out of the service. */
const isDots = (segment: string): boolean => /^(?:\.|%2e){1,2}$/i.test(segment);
const hasDots = (path: string): boolean => (path.split("?", 1)[0] ?? "").split("/").some(isDots);

const SamplePath = z.string().check(
  z.maxLength(MAX_PATH),
  z.regex(
    /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*(?:\?[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]*)?$/,
    "a path as it is sent, with a query where there is one (RFC 3986)",
  ),
  z.refine((path) => !hasDots(path), "without dot segments"),
  z.refine((path) => !/%(?![0-9a-f]{2})/i.test(path), "percent-encoded as RFC 3986 says"),
  withoutKey,
);

const refuseHeaders = z.superRefine((headers: Record<string, string>, context) => {
  for (const name of Object.keys(headers)) {
    if (CREDENTIALS.includes(name.toLowerCase()))
      context.addIssue({
        code: "custom",
        path: [name],
        message: "a header of credentials, which are no sample",
      });
    else if (!mayServiceSet(name))
      context.addIssue({ code: "custom", path: [name], message: "a header that the gateway sets or drops" });
  }
});

const SampleHeaders = z
  .record(
    HeaderName,
    z.string().check(z.maxLength(MAX_HEADER_VALUE), z.regex(/^[\x20-\x7e]*$/, "printable ASCII"), withoutKey),
  )
  .check(
    z.refine((headers) => Object.keys(headers).length <= MAX_HEADERS, `at most ${MAX_HEADERS} headers`),
    refuseHeaders,
  );

/** A call of a service that its consumers may copy. It holds no secret: everybody who sees the service reads it. */
export const SampleInput = z
  .strictObject({
    method: z.enum(METHODS),
    path: SamplePath,
    headers: z.optional(SampleHeaders),
    body: z.optional(paragraph(MAX_BODY).check(withoutKey)),
  })
  .check(
    z.refine(({ method, body }) => body === undefined || WITH_BODY.includes(method), {
      path: ["body"],
      error: `a body goes with ${WITH_BODY.join(", ")}`,
    }),
  );
