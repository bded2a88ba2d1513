import type { Latchkey } from "@latchkey/client/latchkey";
import type { Declaration, DeclaredConsumer } from "../declaration/declaration.ts";
import type { CredentialThere } from "./plan-credentials.ts";
import type { ServiceThere } from "./plan-services.ts";
import type { SubscriptionThere } from "./plan-subscriptions.ts";
import type { TeamThere } from "./plan-teams.ts";
import { readStage, type StageThere } from "./read-stage.ts";
import { schemaFields } from "./schema-fields.ts";

/** The declaration that makes a team as it is, without its secrets. Undefined for a team that the caller may not see. */
export const exportTeam = async (latchkey: Latchkey, slug: string): Promise<Declaration | undefined> => {
  const there = await readStage(latchkey, {}, { whole: slug });
  const team = there.teams.get(slug);
  if (!team) return undefined;
  const fields = schemaFields(there.document);
  return {
    teams: [teamSaid(team, fields("NewTeam"))],
    services: byName([...there.services.values()], "slug").map((each) =>
      serviceSaid(each, fields("NewService")),
    ),
    consumers: byName([...there.consumers.values()], "name").map((each) => ({
      ...picked(each, fields("NewConsumer")),
      ...consumerSaid(each, there, fields("NewCredential"), fields("NewSubscription")),
      name: each.name,
      team: each.team,
    })),
    webhooks: byName(there.webhooks.get(slug) ?? [], "url").map(({ team, url, events, status }) => ({
      team,
      url,
      events,
      ...(status === "enabled" ? {} : { status }),
    })),
  };
};

/** The same order in each export, so that versions of a file differ by what has changed; the order of making is chance. */
const byName = <Field extends string, Each extends Record<Field, string>>(
  all: readonly Each[],
  field: Field,
): Each[] =>
  all.toSorted((one, other) => (one[field] < other[field] ? -1 : Number(one[field] > other[field])));

const picked = (from: object, names: ReadonlySet<string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(from).filter(([name, value]) => names.has(name) && !isEmpty(value)));

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === "object" && Object.keys(value).length === 0);

const teamSaid = (team: TeamThere, names: ReadonlySet<string>) => {
  const members = team.members ?? [];
  const owners = members.filter(({ role }) => role === "owner").map(({ email }) => email);
  const others = members
    .filter(({ role }) => role !== "owner")
    .map(({ email, role }) => (role === "member" ? email : { email, role }));
  return {
    ...picked(team, names),
    slug: team.slug,
    name: team.name,
    ...(owners.length === 0 ? {} : { owners }),
    ...(others.length === 0 ? {} : { members: others }),
  };
};

/** Values of headers and addresses of chats are never shown: the headers' names are said in a comment of the file's writer. */
const serviceSaid = ({ upstream, chat: ___, ...service }: ServiceThere, names: ReadonlySet<string>) => {
  const { headerNames: _, keys: __, ...said } = upstream;
  const { slug, name, team, kind } = service;
  return { ...picked(service, names), slug, name, team, kind, upstream: said };
};

const LIVING = new Set(["pending", "active", "suspended"]);

const consumerSaid = (
  { id, plugins }: { id: string; plugins: DeclaredConsumer["plugins"] & object },
  there: StageThere,
  credential: ReadonlySet<string>,
  subscription: ReadonlySet<string>,
): Pick<DeclaredConsumer, "plugins" | "credentials" | "subscriptions"> => {
  const credentials = byName(there.credentials.get(id) ?? [], "name").map((each) =>
    credentialSaid(each, credential),
  );
  const subscriptions = byName(there.subscriptions.get(id) ?? [], "service")
    .filter(({ status }) => LIVING.has(status))
    .map((each) => subscriptionSaid(each, subscription));
  return {
    ...(Object.keys(plugins).length === 0 ? {} : { plugins }),
    ...(credentials.length === 0 ? {} : { credentials }),
    ...(subscriptions.length === 0 ? {} : { subscriptions }),
  };
};

/** An imported access key cannot be made again without its secret key; a minted one gets another. */
const credentialSaid = (credential: CredentialThere, names: ReadonlySet<string>) => {
  const { name, type, status } = credential;
  const algorithms = "algorithms" in credential ? credential.algorithms : undefined;
  const { accessKey: _, ...said } = picked(credential, names);
  return {
    name,
    type,
    ...said,
    ...(algorithms === undefined ? {} : { algorithm: algorithms.length === 1 ? algorithms[0] : algorithms }),
    ...(status === "enabled" ? {} : { status }),
  };
};

const subscriptionSaid = (each: SubscriptionThere, names: ReadonlySet<string>) => {
  const { reason: _, ...said } = picked(each, names);
  const plan = each.planChange?.plan ?? each.plan;
  return { ...said, service: each.service, ...(plan === undefined ? {} : { plan }) };
};
