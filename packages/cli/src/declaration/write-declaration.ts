import { stringify } from "yaml";
import type { Declaration } from "./declaration.ts";

/** The text of a declaration; what is absent or an empty list is left out. */
export const writeDeclaration = (declaration: Declaration, form: "yaml" | "json"): string => {
  const said = Object.fromEntries(
    Object.entries(declaration).filter(([, items]) => Array.isArray(items) && items.length > 0),
  );
  return form === "json"
    ? `${JSON.stringify(said, null, 2)}\n`
    : stringify(said, { lineWidth: 110, aliasDuplicateObjects: false });
};
