import type { PlatformWork } from "@latchkey/core/platform/work";
import type * as z from "zod/mini";
import { type Input, type Operation, operation, type Params } from "./operation.ts";

interface Removal<Q extends z.ZodMiniType> {
  summary: string;
  query?: Q;
  remove(work: PlatformWork, params: Params, query: Input<unknown, z.output<Q>>["query"]): Promise<unknown>;
}

/** A DELETE: there is nothing left to answer with. */
export const removal = <Q extends z.ZodMiniType = z.ZodMiniType<Record<string, never>>>({
  remove,
  ...about
}: Removal<Q>): Operation =>
  operation({
    ...about,
    status: 204,
    handle: async (work, { params, query }) => {
      await remove(work, params, query);
      return { status: 204 };
    },
  });
