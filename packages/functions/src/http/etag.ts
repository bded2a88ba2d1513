import { createHash } from "node:crypto";

/** A strong validator (RFC 9110, section 8.8.3): the revision, and a mark of what is shown besides. */
export const revisionTag = (revision: number, besides: readonly unknown[] = []): string =>
  besides.length === 0 ? `"${revision}"` : `"${revision}-${digestOf(besides)}"`;

/** For lists, which have no revision: what they say, hashed. The table keeps no order of a map's members. */
export const contentTag = (body: unknown): string => `"${digestOf(body)}"`;

const digestOf = (body: unknown): string => {
  const text = JSON.stringify(body, (_name, value) => inOrder(value));
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
};

const inOrder = (value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** The revision that `If-Match` asks for: nothing for `*` or without the header, -1 for what can never fit. */
export const expectedRevision = (header: string | undefined): number | undefined => {
  if (header === undefined || header.trim() === "*") return undefined;
  const revision = /^"([1-9][0-9]{0,9})(?:-[\w-]{22})?"$/.exec(header.trim())?.[1];
  return revision === undefined ? -1 : Number(revision);
};

/** Weak comparison, as `If-None-Match` wants it (RFC 9110, section 13.1.2). */
export const noneMatchFits = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  (header.trim() === "*" || header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag));
