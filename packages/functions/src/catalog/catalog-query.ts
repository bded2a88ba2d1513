import type { CatalogFilter } from "@latchkey/core/service/catalog";
import { ServiceKind } from "@latchkey/core/service/service";
import { line } from "@latchkey/core/text";
import * as z from "zod/mini";
import { PageQuery } from "../http/operation.ts";

export const CatalogQuery = z.strictObject({
  ...PageQuery,
  q: z.optional(line(100)),
  tag: z.optional(line(40)),
  kind: z.optional(ServiceKind),
});

export const filterOf = ({ q, tag, kind }: z.infer<typeof CatalogQuery>): CatalogFilter => ({
  ...(q === undefined ? {} : { q }),
  ...(tag === undefined ? {} : { tag }),
  ...(kind === undefined ? {} : { kind }),
});
