import { createHash } from "node:crypto";
import type { ExpectedRevision } from "@latchkey/core/expect-revision";

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

/**
 * The revisions that `If-Match` asks for, one of which has to fit. Compared strongly (RFC 9110, section 13.1.1), so weak
 * tags and tags that Latchkey did not make match nothing.
 */
export const expectedRevision = (header: string | undefined): ExpectedRevision | undefined => {
  if (header === undefined) return undefined;
  if (header.trim() === "*") return "any";
  return header.split(",").flatMap((tag) => {
    const revision = /^"([1-9][0-9]{0,9})(?:-[\w-]{22})?"$/.exec(tag.trim())?.[1];
    return revision === undefined ? [] : [Number(revision)];
  });
};

/** Weak comparison, as `If-None-Match` wants it (RFC 9110, section 13.1.2). */
export const noneMatchFits = (header: string | undefined, etag: string): boolean =>
  header !== undefined &&
  (header.trim() === "*" || header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag));
