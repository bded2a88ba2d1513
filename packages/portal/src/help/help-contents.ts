import { groups, loaders } from "virtual:help";
import type { HelpPage } from "../help-pages/help-page.ts";

export const HELP_GROUPS = groups;
export const HELP_ENTRIES = groups.flatMap(({ pages }) => pages);

/** Undefined for a page that there is not. */
export const loadHelpPage = async (name: string): Promise<HelpPage | undefined> =>
  Object.hasOwn(loaders, name) ? (await loaders[name]?.())?.page : undefined;
