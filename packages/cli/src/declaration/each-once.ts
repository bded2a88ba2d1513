import type { Declaration } from "./declaration.ts";

interface Fault {
  readonly path: readonly PropertyKey[];
  readonly detail: string;
}

/** What is named more than once: a team, a service, a consumer in its team, its subscription to a service, a webhook. */
export const refuseTwice = ({ teams, services, consumers, webhooks }: Declaration): Fault[] => [
  ...twiceIn("teams", teams, ({ slug }) => slug),
  ...twiceIn("services", services, ({ slug }) => slug),
  ...twiceIn("consumers", consumers, ({ team, name }) => `${name} of ${team}`),
  ...(consumers ?? []).flatMap(({ subscriptions }, at) =>
    twiceIn("subscriptions", subscriptions, ({ service }) => service).map(({ path, detail }) => ({
      path: ["consumers", at, ...path],
      detail,
    })),
  ),
  ...twiceIn("webhooks", webhooks, ({ team, url }) => `${url} of ${team}`),
];

const twiceIn = <T>(
  list: string,
  items: readonly T[] | null | undefined,
  keyOf: (item: T) => string,
): Fault[] => {
  const seen = new Set<string>();
  return (items ?? []).flatMap((item, at) => {
    const key = keyOf(item);
    if (seen.has(key)) return [{ path: [list, at], detail: `stands here a second time` }];
    seen.add(key);
    return [];
  });
};
