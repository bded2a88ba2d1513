import type { ConsumerThings } from "../support/consumer-things.ts";
import { type Making, machineOf } from "../support/making.ts";
import { as, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";

/** Related values for the parameters of the OpenAPI document's paths. */
export interface Things extends ConsumerThings {
  team: string;
  service: string;
}

/** By whom a request is made: the headers that say so. */
export interface Caller {
  name: string;
  headers: readonly string[];
  /** The tenant whose secrets this caller may see. Absent for a caller without a tenant. */
  stem?: string;
  /** Otherwise this caller calls services. */
  manages?: boolean;
  /** Writes of this caller would invalidate the check. */
  readsOnly?: true;
}

export interface Tenant {
  /** Contained in every text that others may not see. */
  stem: string;
  upstream: string;
  /** The first are of neutral names and ids that the other tenant has been told of. */
  things: Things[];
  callers: Caller[];
}

const bearer = async (latchkey: Stage, email: string): Promise<string> => {
  const response = await fetch(`${latchkey.control}/_local/token`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email }),
  });
  const { idToken } = Object(await response.json());
  return `Authorization: Bearer ${idToken}`;
};

export interface Ground {
  latchkey: Stage;
  root: Send;
  make: Making;
  upstream: string;
  /** Slugs of services of a third team, to which both tenants subscribe. */
  shared: readonly string[];
}

/** A team with one of everything, each with the tenant's stem in every text, and its people and programs. */
export const plantTenant = async (ground: Ground, name: string, stem: string): Promise<Tenant> => {
  const { latchkey, root, make, upstream, shared } = ground;
  const email = (of: string) => `${of}@${stem}.test`;
  await make.team({ slug: name, name: `Team ${stem}`, owners: [email("owner")] });
  for (const role of ["viewer", "member"])
    await root("PUT", `/v1/teams/${name}/members/${email(role)}`, { role });
  const service = await make.service(name, {
    slug: `${name}-own`,
    name: `Service ${stem}`,
    description: stem,
    visibility: "private",
    approval: "auto",
    upstream: { url: `${upstream}/${stem}`, headers: { "X-Upstream-Secret": stem } },
    approvers: [email("owner")],
    plans: [{ name: "free", title: stem }],
    openapi: { openapi: "3.1.0", info: { title: stem } },
  });
  await make.service(name, {
    slug: `${name}-${stem}`,
    name: stem,
    status: "draft",
    approvers: [email("owner")],
  });
  const consumer = await make.consumer(name, { name: `${stem}.app`, description: stem });
  const issued = await make.credential(consumer, { name: `Key ${stem}` });
  const subscriptions = [];
  for (const slug of [...shared, service.slug])
    subscriptions.push(await make.apply(consumer, slug, { reason: stem }));
  const owner = as(latchkey, Object.fromEntries([split(await bearer(latchkey, email("owner")))]));
  const hook = { url: `${upstream}/${stem}/hook`, events: ["consumer.created"] };
  const webhook = await owner("POST", `/v1/teams/${name}/webhooks`, hook);
  const machine = await machineOf(latchkey, root, name, { scopes: ["owner"] });
  const managing = await make.credential(machine.consumer, { scopes: ["owner"], name: stem });
  const key = `X-API-Key: ${issued.secret.apiKey}`;
  const basic = await make.credential(consumer, { type: "basic", username: `${stem}-user`, name: stem });
  const login = Buffer.from(`${basic.secret.username}:${basic.secret.password}`).toString("base64");
  return {
    stem,
    upstream,
    things: [
      {
        team: name,
        service: service.slug,
        consumer: consumer.id,
        consumerName: consumer.name,
        credential: issued.credential.id,
        subscription: subscriptions[0].id,
        webhook: webhook.body.id,
        delivery: "dlv_00000000000000000000000000",
      },
    ],
    callers: [
      { name: "owner", headers: [await bearer(latchkey, email("owner"))], stem, manages: true },
      { name: "owner again", headers: [await bearer(latchkey, email("owner"))], stem, manages: true },
      { name: "member", headers: [await bearer(latchkey, email("member"))], stem, manages: true },
      { name: "viewer", headers: [await bearer(latchkey, email("viewer"))], stem, manages: true },
      { name: "machine", headers: [`X-API-Key: ${managing.secret.apiKey}`], stem, manages: true },
      { name: "key", headers: [key], stem, manages: false },
      { name: "basic", headers: [`Authorization: Basic ${login}`], stem, manages: false },
    ],
  };
};

const split = (header: string): [string, string] => {
  const at = header.indexOf(": ");
  return [header.slice(0, at), header.slice(at + 2)];
};

/** Those who belong to no tenant. */
export const outsiders = async (latchkey: Stage): Promise<Caller[]> => [
  { name: "anonymous", headers: [] },
  { name: "stranger", headers: [await bearer(latchkey, "stranger@elsewhere.test")] },
  { name: "admin", headers: [await bearer(latchkey, "admin@demo.test")], readsOnly: true },
];
