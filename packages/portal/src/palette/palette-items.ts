import { useQueries } from "@tanstack/react-query";
import type { LinkProps } from "@tanstack/react-router";
import { api, itemsOf } from "../api/connection.ts";
import type { Me } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";

export type PaletteGroup = keyof typeof texts.palette.groups;

export interface PaletteItem {
  key: string;
  group: PaletteGroup;
  label: string;
  /** What tells it from others of the same name. */
  beside?: string;
  link: LinkProps;
}

/** What the pages of consumers and services open their dialog by; they read it from the address themselves. */
const OPEN_DIALOG = { search: { new: "1" } } as Pick<LinkProps, "search">;

const MOST_OF_A_KIND = 5;
const STALE_MS = 10_000;

const fixed = (group: PaletteGroup, label: string, link: LinkProps): PaletteItem => ({
  key: `${group} ${label}`,
  group,
  label,
  link,
});

/** What is there without asking: pages, and what can be begun from anywhere. */
export const fixedItems = (me: Pick<Me, "admin"> | undefined): PaletteItem[] => [
  fixed("actions", texts.palette.apply, { to: "/catalog" }),
  fixed("actions", texts.palette.newConsumer, { to: "/consumers", ...OPEN_DIALOG }),
  fixed("actions", texts.palette.newService, { to: "/services", ...OPEN_DIALOG }),
  fixed("pages", texts.nav.catalog, { to: "/catalog" }),
  fixed("pages", texts.nav.consumers, { to: "/consumers" }),
  fixed("pages", texts.list.subscriptions, { to: "/subscriptions" }),
  fixed("pages", texts.nav.services, { to: "/services" }),
  fixed("pages", texts.nav.decisions, { to: "/decisions" }),
  fixed("pages", texts.nav.teams, { to: "/teams" }),
  fixed("pages", texts.nav.usage, { to: "/usage" }),
  ...(me?.admin ? [fixed("pages", texts.nav.people, { to: "/people" })] : []),
];

/** Those that hold what was typed, word by word. */
export const matching = (items: readonly PaletteItem[], typed: string): PaletteItem[] => {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
};

const limit = MOST_OF_A_KIND;

/** One request for each kind, however many there are of it. */
const searches = (q: string) => [
  {
    name: "consumers",
    ask: async (signal: AbortSignal): Promise<PaletteItem[]> =>
      (await itemsOf(api().GET("/v1/consumers", { params: { query: { q, limit } }, signal }))).map(
        ({ id, name, team }) => ({
          key: id,
          group: "consumers",
          label: name,
          beside: team,
          link: { to: "/consumers/$consumer/$section", params: { consumer: id, section: "basics" } },
        }),
      ),
  },
  {
    name: "catalog",
    ask: async (signal: AbortSignal): Promise<PaletteItem[]> =>
      (await itemsOf(api().GET("/v1/catalog", { params: { query: { q, limit } }, signal }))).map(
        ({ id, slug, name }) => ({
          key: id,
          group: "services",
          label: name,
          beside: slug,
          link: { to: "/catalog/$service", params: { service: slug } },
        }),
      ),
  },
  {
    name: "subscriptions",
    ask: async (signal: AbortSignal): Promise<PaletteItem[]> =>
      (await itemsOf(api().GET("/v1/subscriptions", { params: { query: { q, limit } }, signal }))).map(
        ({ id, service, consumerName, status }) => ({
          key: id,
          group: "subscriptions",
          label: texts.subscription.title(service, consumerName),
          beside: texts.subscription.status[status],
          link: { to: "/subscriptions/$subscription", params: { subscription: id } },
        }),
      ),
  },
];

/** What was found of what is typed. A kind that could not be asked for is as one without any. */
export const useFound = (q: string | undefined): { items: PaletteItem[]; isAsking: boolean } => {
  const results = useQueries({
    queries: searches(q ?? "").map(({ name, ask }) => ({
      queryKey: ["palette", name, q],
      enabled: q !== undefined,
      staleTime: STALE_MS,
      retry: false,
      queryFn: ({ signal }: { signal: AbortSignal }) => ask(signal),
    })),
  });
  return {
    items: results.flatMap(({ data = [] }) => data),
    isAsking: q !== undefined && results.some(({ isPending }) => isPending),
  };
};
