import * as z from "zod/mini";
import { NAME, whole } from "../name-pattern.ts";
import { IamScope } from "../stage/iam-upstream.ts";
import { HeaderName, webAddress } from "../text.ts";
import { MAX_UPSTREAM_HEADERS, mayServiceSet } from "./header-rules.ts";

const HeaderValue = z
  .string()
  .check(z.maxLength(4096), z.regex(/^[\t\x20-\x7e\x80-\xff]*$/, "a header value without line breaks"));

const MOST_HEADERS = `at most ${MAX_UPSTREAM_HEADERS} headers`;

const UpstreamUrl = webAddress("an http or https address without user, password and fragment");

/** Each name that the gateway sets or drops, by its own pointer. */
const refuseReservedHeaders = z.superRefine((headers: Record<string, string | null>, context) => {
  for (const [name, value] of Object.entries(headers))
    if (value !== null && !mayServiceSet(name))
      context.addIssue({ code: "custom", path: [name], message: "a header that the gateway sets or drops" });
});

const UpstreamAuthInput = z.strictObject({ iam: IamScope });

const Headers = z.record(HeaderName, HeaderValue).check(
  z.refine((headers) => Object.keys(headers).length <= MAX_UPSTREAM_HEADERS, MOST_HEADERS),
  refuseReservedHeaders,
);

const MOST_KEYS = 20;

/** A key that is stored under this name keeps its headers where none are given. */
export const UpstreamKeyInput = z.strictObject({
  name: z.string().check(z.regex(whole(NAME), "a name as plans have it")),
  weight: z._default(z.int().check(z.minimum(1), z.maximum(100)), 1),
  headers: z.optional(Headers),
});
export type UpstreamKeyInput = z.infer<typeof UpstreamKeyInput>;

const Keys = z.array(UpstreamKeyInput).check(
  z.minLength(1),
  z.maxLength(MOST_KEYS),
  z.refine((keys) => new Set(keys.map(({ name }) => name)).size === keys.length, "each key once"),
);

export const UpstreamInput = z.strictObject({
  url: UpstreamUrl,
  headers: z.optional(Headers),
  keys: z.optional(Keys),
  /** Until the answer begins. */
  timeoutSeconds: z.optional(z.int().check(z.minimum(1), z.maximum(900))),
  auth: z.optional(UpstreamAuthInput),
});
export type UpstreamInput = z.infer<typeof UpstreamInput>;

/** null removes `auth` or `keys`. `headers` are all that there are from now on; `setHeaders` are some of them, and null removes one. */
export const UpstreamPatch = z.strictObject({
  ...z.partial(UpstreamInput).shape,
  setHeaders: z.optional(
    z.record(HeaderName, z.nullable(HeaderValue)).check(
      z.refine((headers) => Object.keys(headers).length <= MAX_UPSTREAM_HEADERS, MOST_HEADERS),
      refuseReservedHeaders,
    ),
  ),
  auth: z.nullish(UpstreamAuthInput),
  keys: z.nullish(Keys),
});
