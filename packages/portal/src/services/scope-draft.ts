import type { Service } from "../api/resources.ts";
import { linesOf } from "../credentials/credential-draft.ts";

export type Scope = NonNullable<Service["scopes"]>[number];

export interface ScopeDraft {
  /** For React only; not sent. */
  key: string;
  name: string;
  methods: string;
  paths: string;
  tools: string;
  /** Whether the service has tools: only then they are asked for. */
  isOfTools: boolean;
}

export const emptyScope =
  (isOfTools: boolean) =>
  (key: string): ScopeDraft => ({ key, name: "", methods: "", paths: "", tools: "", isOfTools });

export const scopeDraft = (
  { name, methods, paths, tools }: Scope,
  key: string,
  isOfTools: boolean,
): ScopeDraft => ({
  key,
  name,
  tools: tools?.join("\n") ?? "",
  isOfTools,
  methods: methods?.join(", ") ?? "",
  paths: paths?.join("\n") ?? "",
});

/** One for each line, as it is typed: a tool's name may hold blanks and commas. */
export const toolsIn = (text: string): string[] => text.split("\n").filter((line) => line.trim() !== "");

/** As the API takes it: methods in capitals; a list that is left empty is left out, and covers all. */
export const scopeOf = (draft: ScopeDraft): Scope => {
  const methods = linesOf(draft.methods.toUpperCase());
  const paths = linesOf(draft.paths);
  const tools = toolsIn(draft.tools);
  return {
    name: draft.name.trim(),
    ...(methods.length === 0 ? {} : { methods }),
    ...(paths.length === 0 ? {} : { paths }),
    ...(tools.length === 0 ? {} : { tools }),
  };
};
