import type { Page, PageRequest } from "@latchkey/core/page";
import type { PlatformWork } from "@latchkey/core/platform/work";
import type { TeamFilter } from "@latchkey/core/team/my-teams";
import { line, Slug } from "@latchkey/core/text";
import * as z from "zod/mini";
import { list, type Operation, operation, PageQuery, pageOf } from "./operation.ts";
import { PageAnswer } from "./page-answer.ts";
import { type Sort, sortingOf } from "./sorted-list.ts";

/** Asks for a page of what one team, or each of the caller's teams, has. */
export const TeamQuery = z.strictObject({ ...PageQuery, team: z.optional(Slug) });

export const teamFilter = ({ team }: { team?: string | undefined }): { team?: string } =>
  team === undefined ? {} : { team };

interface TeamList<T> {
  summary: string;
  /** The schema of an item as it is answered. */
  item: z.ZodMiniType;
  read(work: PlatformWork, filter: TeamFilter, page: PageRequest): Promise<Page<T>>;
  /** What is answered of an item, where it is not there as it is. */
  view?: (item: T) => unknown;
}

interface SearchedTeamList<T> extends TeamList<T> {
  /** The orders that it has: `sortBy`. */
  sort: z.ZodMiniType<Sort | undefined, Sort | undefined>;
}

export const teamList = <T>({ summary, item, read, view }: TeamList<T>): Operation =>
  operation({
    summary,
    query: TeamQuery,
    answer: PageAnswer(item),
    handle: async (work, { query }) => list(await read(work, teamFilter(query), pageOf(query)), view),
  });

/** A list that `q` searches and `sort` orders; the text of the noun says what `q` is compared with. */
export const searchedTeamList = <T>({ summary, item, read, view, sort }: SearchedTeamList<T>): Operation =>
  operation({
    summary,
    query: z.strictObject({ ...TeamQuery.shape, q: z.optional(line(100)), sort }),
    searches: ["q"],
    answer: PageAnswer(item),
    handle: async (work, { query }) => {
      const filter = {
        ...teamFilter(query),
        ...(query.q === undefined ? {} : { q: query.q }),
        ...sortingOf(query.sort),
      };
      return list(await read(work, filter, pageOf(query)), view);
    },
  });
