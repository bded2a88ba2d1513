import * as z from "#schema";

/** What every resource has. `revision` grows by one with each change and is the ETag. */
export const ResourceFields = {
  id: z.string(),
  revision: z.int().check(z.positive()),
  createdAt: z.string(),
  updatedAt: z.string(),
};

/** Every answer shows them. */
export const RESOURCE_SHOWN = {
  id: true,
  revision: true,
  createdAt: true,
  updatedAt: true,
} as const satisfies Record<keyof typeof ResourceFields, true>;

export interface Resource {
  id: string;
  revision: number;
  createdAt: string;
  updatedAt: string;
}

/** The fields of a resource that is being made. */
export const firstRevision = (id: string, at: string): Resource => ({
  id,
  revision: 1,
  createdAt: at,
  updatedAt: at,
});

/** As in a merge patch (RFC 7396): null removes a field, an absent or undefined one stays. */
export type Patch<R> = { [K in keyof R]?: R[K] | null | undefined };

/** The same thing with a patch applied. */
export const patched = <R extends object>(thing: R, patch: Patch<R>): R => {
  const changed = new Map(Object.entries(thing));
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) changed.delete(field);
    else if (value !== undefined) changed.set(field, value);
  }
  return Object.fromEntries(changed) as R;
};

/** The same resource with a patch applied, one revision later. */
export const nextRevision = <R extends Resource>(resource: R, patch: Patch<R>, at: string): R => ({
  ...patched(resource, patch),
  revision: resource.revision + 1,
  updatedAt: at,
});
