import type { Latchkey } from "@latchkey/client/latchkey";
import type { Schemas } from "@latchkey/client/operations";
import { type Command, InvalidArgumentError } from "commander";
import { EXIT, type ExitCode } from "../command-line/exit-code.ts";
import type { Terminal } from "../command-line/terminal.ts";
import { type CallerOptions, latchkeyOf } from "./caller.ts";
import { withConnection } from "./connection-options.ts";
import { consumerNamed } from "./found-by-name.ts";
import { type Columns, showItems } from "./table.ts";

interface ListOptions extends CallerOptions {
  readonly limit: number;
  readonly team?: string;
  readonly q?: string;
  readonly status?: Schemas["SubscriptionStatus"];
  readonly service?: string;
  readonly consumer?: string;
  readonly from?: string;
  readonly to?: string;
  readonly step?: Schemas["UsageStep"];
  readonly groupBy?: Schemas["UsageGroup"];
}

const CONSUMERS: Columns<Schemas["Consumer"]> = {
  id: ({ id }) => id,
  team: ({ team }) => team,
  name: ({ name }) => name,
  status: ({ status }) => status,
  plugins: ({ plugins }) => Object.keys(plugins).join(","),
};
const SUBSCRIPTIONS: Columns<Schemas["Subscription"]> = {
  id: ({ id }) => id,
  consumer: (each) => `${each.consumerTeam}/${each.consumerName}`,
  service: ({ service }) => service,
  status: ({ status }) => status,
  plan: ({ plan }) => plan,
  expires: ({ expiresAt }) => expiresAt,
};
const AUDIT: Columns<Schemas["AuditEntry"]> = {
  at: ({ at }) => at,
  actor: ({ actor }) => actor,
  action: ({ action }) => action,
  target: ({ target }) => target,
};
type UsageItem = Schemas["UsageReport"]["items"][number];
const USAGE: Columns<UsageItem> = {
  at: ({ at }) => at,
  of: (item) => groupOf(item),
  calls: ({ calls }) => calls,
  refused: ({ refused }) => refused,
  errors: ({ errors }) => errors,
  p50: ({ p50Ms }) => p50Ms,
  p99: ({ p99Ms }) => p99Ms,
};

const GROUPS = ["consumer", "service", "subscription", "credential", "model", "operation"];
const groupOf = (item: UsageItem): string => {
  const members = new Map<string, unknown>(Object.entries(item));
  return String(GROUPS.map((name) => members.get(name)).find((value) => value !== undefined) ?? "");
};

export const addLists = (program: Command, terminal: Terminal, end: (code: ExitCode) => void): void => {
  const list = <T>(
    name: string,
    description: string,
    columns: Columns<T>,
    items: (latchkey: Latchkey, options: ListOptions) => AsyncIterable<T>,
  ): Command =>
    withConnection(program.command(name).description(description))
      .option("--limit <number>", "how many at most", counted, 1000)
      .action(async (options: ListOptions) => {
        showItems(
          await taken(items(await latchkeyOf(options), options), options.limit),
          columns,
          options,
          terminal,
        );
        end(EXIT.done);
      });
  list("consumers", "lists the consumers of your teams", CONSUMERS, (latchkey, { team, q }) =>
    latchkey.each("/v1/consumers", { params: { query: given({ team, q }) } }),
  )
    .option("--team <slug>", "of this team alone")
    .option("--q <text>", "what names begin with");
  list(
    "subscriptions",
    "lists the subscriptions of your consumers, or of a service",
    SUBSCRIPTIONS,
    (latchkey, options) =>
      options.service === undefined
        ? latchkey.each("/v1/subscriptions", {
            params: { query: given({ team: options.team, status: options.status }) },
          })
        : latchkey.each("/v1/services/{service}/subscriptions", {
            params: { path: { service: options.service }, query: given({ status: options.status }) },
          }),
  )
    .option("--team <slug>", "of this team's consumers alone")
    .option("--service <slug>", "of this service of yours")
    .option("--status <status>", "pending, active, suspended, …");
  list("audit", "lists what was done in a team", AUDIT, (latchkey, { team, from, to }) =>
    latchkey.each("/v1/audit", { params: { query: given({ team, from, to }) } }),
  )
    .option("--team <slug>", "the team")
    .option("--from <time>", "from this time, UTC")
    .option("--to <time>", "up to this time, UTC");
  list("usage", "counts calls, hour by hour or day by day", USAGE, usageOf)
    .option("--consumer <consumer>", "the id, team/name, or a name that is there once")
    .option("--service <slug>", "of this service")
    .option("--from <time>", "from this time, UTC")
    .option("--to <time>", "up to this time, UTC")
    .option("--step <step>", "hour or day")
    .option("--group-by <what>", GROUPS.join(", "));
};

/** What is absent is not asked for. */
const given = <T extends object>(query: T): { [K in keyof T]: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: NonNullable<T[K]>;
  };

const counted = (text: string): number => {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError("A whole number from 1.");
  return number;
};

const taken = async <T>(items: AsyncIterable<T>, most: number): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) {
    found.push(item);
    if (found.length >= most) break;
  }
  return found;
};

const usageOf = async function* (
  latchkey: Latchkey,
  options: ListOptions,
): AsyncGenerator<UsageItem, void, undefined> {
  const { consumer: named, service, from, to, step, groupBy } = options;
  const consumer = named === undefined ? undefined : (await consumerNamed(latchkey, named)).id;
  const query = given({ consumer, service, from, to, step, groupBy });
  yield* (await latchkey.GET("/v1/usage", { params: { query } })).items;
};
