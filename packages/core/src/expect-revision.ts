import { Refusal } from "./refusal.ts";
import type { Resource } from "./resource.ts";

/** What `If-Match` asks for (RFC 9110, section 13.1.1): a thing that exists, or one at any of these revisions. */
export type ExpectedRevision = "any" | readonly number[];

/** @throws Refusal `revision-mismatch` when the caller expected another revision than the current one. */
export const expectRevision = (expected: ExpectedRevision | undefined, resource: Resource): void => {
  if (expected !== undefined && expected !== "any" && !expected.includes(resource.revision))
    throw new Refusal("revision-mismatch", `The resource is at revision ${resource.revision}.`);
};
