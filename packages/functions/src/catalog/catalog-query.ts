import type { CatalogFilter } from "@latchkey/core/service/catalog";
import { line } from "@latchkey/core/text";
import * as z from "zod/mini";
import { PageQuery } from "../http/operation.ts";

export const CatalogQuery = z.strictObject({
  ...PageQuery,
  q: z.optional(line(100)),
  tag: z.optional(line(40)),
  kind: z.optional(z.enum(["rest", "ai"])),
});

export const filterOf = ({ q, tag, kind }: z.infer<typeof CatalogQuery>): CatalogFilter => ({
  ...(q === undefined ? {} : { q }),
  ...(tag === undefined ? {} : { tag }),
  ...(kind === undefined ? {} : { kind }),
});
