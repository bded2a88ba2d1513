import * as z from "#schema";

/** The name of a tool of an MCP server, or a beginning with `*` at its end. Compared by code points: nothing is normalised. */
export const ToolMatch = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(256),
    z.regex(/^[^\p{Cc}\p{Cs}\u2028\u2029]*$/u, "no control characters"),
    z.regex(/^[^*]*\*?$/, "`*` only at the end"),
  );

export const ToolList = z.array(ToolMatch).check(
  z.minLength(1, "at least one tool"),
  z.maxLength(100, "at most 100 tools"),
  z.refine((all) => new Set(all).size === all.length, "each tool once"),
);

/** Whether one of the patterns covers the tool of this very name. */
export const coversTool = (tools: readonly string[], name: string): boolean =>
  tools.some((match) => (match.endsWith("*") ? name.startsWith(match.slice(0, -1)) : name === match));
