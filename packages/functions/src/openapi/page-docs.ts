import type * as z from "zod/mini";
import type { SchemaDocs } from "../http/documented.ts";
import type { DescribedOperation } from "./noun-list.ts";

/** A name for the pages of each list, after what they are lists of. */
export const pageDocs = (
  operations: readonly DescribedOperation[],
  schemas: readonly SchemaDocs[],
): SchemaDocs[] =>
  operations.flatMap(({ operation: { answer } }) => {
    const item = answer && itemOf(answer);
    const named = item && schemas.find(({ schema, side }) => schema === item && side !== "request");
    if (!answer || !named) return [];
    return [
      {
        side: "answer" as const,
        name: `${named.name}Page`,
        schema: answer,
        description: `A page of a list. ${named.description}`,
        properties: {
          items: "What is on this page.",
          cursor: "Where the next page begins, to be given as `cursor`. Absent on the last page.",
        },
      },
    ];
  });

/** What a page holds; nothing where the answer is no page. */
const itemOf = (answer: z.core.$ZodType): z.core.$ZodType | undefined => {
  const { def } = (answer as z.core.$ZodTypes)._zod;
  if (def.type !== "object" || !("cursor" in def.shape)) return undefined;
  const items = def.shape["items"] && (def.shape["items"] as z.core.$ZodTypes)._zod.def;
  return items?.type === "array" ? items.element : undefined;
};
