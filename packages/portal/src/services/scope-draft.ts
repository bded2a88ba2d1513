import type { Service } from "../api/resources.ts";
import { linesOf } from "../credentials/credential-draft.ts";

export type Scope = NonNullable<Service["scopes"]>[number];

export interface ScopeDraft {
  /** For React only; not sent. */
  key: string;
  name: string;
  methods: string;
  paths: string;
}

export const emptyScope = (key: string): ScopeDraft => ({ key, name: "", methods: "", paths: "" });

export const scopeDraft = ({ name, methods, paths }: Scope, key: string): ScopeDraft => ({
  key,
  name,
  methods: methods?.join(", ") ?? "",
  paths: paths?.join("\n") ?? "",
});

/** As the API takes it: methods in capitals; a list that is left empty is left out, and covers all. */
export const scopeOf = (draft: ScopeDraft): Scope => {
  const methods = linesOf(draft.methods.toUpperCase());
  const paths = linesOf(draft.paths);
  return {
    name: draft.name.trim(),
    ...(methods.length === 0 ? {} : { methods }),
    ...(paths.length === 0 ? {} : { paths }),
  };
};
