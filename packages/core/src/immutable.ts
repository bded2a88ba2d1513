import { Refusal } from "./refusal.ts";

/** @throws Refusal `immutable-field` when the patch would change one of the fields. */
export const keepImmutable = <R extends object>(
  resource: R,
  patch: object,
  fields: readonly (keyof R & string)[],
): void => {
  const given = patch as Partial<R>;
  const changed = fields.filter((field) => given[field] !== undefined && given[field] !== resource[field]);
  if (changed.length > 0)
    throw new Refusal("immutable-field", `${changed.join(", ")} cannot be changed.`, {
      errors: changed.map((field) => ({ pointer: `/${field}`, detail: "cannot be changed" })),
    });
};
