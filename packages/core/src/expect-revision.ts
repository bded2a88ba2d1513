import { Refusal } from "./refusal.ts";
import type { Resource } from "./resource.ts";

/** @throws Refusal `revision-mismatch` when the caller expected another revision than the current one. */
export const expectRevision = (expected: number | undefined, resource: Resource): void => {
  if (expected !== undefined && expected !== resource.revision)
    throw new Refusal("revision-mismatch", `The resource is at revision ${resource.revision}.`);
};
