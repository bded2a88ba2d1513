import * as z from "zod/mini";
import { listAll } from "../../management/list-all.ts";
import type { Management } from "../../management/management.ts";

/** What a consumer has already: the import adds to it, and changes nothing of it. */
export interface ConsumerThere {
  readonly id: string;
  readonly plugins: ReadonlySet<string>;
  /** By name. */
  readonly credentials: ReadonlyMap<
    string,
    { readonly id: string; readonly type: string; readonly status: string }
  >;
  /** Slugs of services that it has or had a subscription to: what was ended since is not begun again. */
  readonly subscriptions: ReadonlySet<string>;
}

const Consumer = z.object({ id: z.string(), name: z.string() });
const Plugin = z.object({ name: z.string() });
const Credential = z.object({ id: z.string(), name: z.string(), type: z.string(), status: z.string() });
const Subscription = z.object({ service: z.string() });

/** The ids of a team's consumers by their names. */
export const consumersOf = async (
  management: Management,
  team: string,
): Promise<ReadonlyMap<string, string>> => {
  const all = await listAll(management, `/v1/consumers?team=${encodeURIComponent(team)}`, Consumer);
  return new Map(all.map(({ id, name }) => [name, id]));
};

export const newConsumer = (id: string): ConsumerThere => ({
  id,
  plugins: new Set(),
  credentials: new Map(),
  subscriptions: new Set(),
});

export const readConsumer = async (management: Management, id: string): Promise<ConsumerThere> => {
  const path = `/v1/consumers/${id}`;
  const [plugins, credentials, subscriptions] = await Promise.all([
    listAll(management, `${path}/plugins`, Plugin),
    listAll(management, `${path}/credentials`, Credential),
    listAll(management, `${path}/subscriptions`, Subscription),
  ]);
  return {
    id,
    plugins: new Set(plugins.map(({ name }) => name)),
    credentials: new Map(credentials.map((each) => [each.name, each])),
    subscriptions: new Set(subscriptions.map(({ service }) => service)),
  };
};
