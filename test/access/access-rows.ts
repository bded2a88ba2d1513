import { generateKeyPairSync } from "node:crypto";
import { freshName, type Making } from "../support/making.ts";
import type { CallerName } from "./cast.fixture.ts";

/** `200`, or the status and the code of a problem: `403 forbidden`. */
export type Expected = Record<CallerName, string>;

export interface Row {
  /** As the route table writes it. */
  route: string;
  /** What is special about this row, where a route has several. */
  when?: string;
  expected: Expected;
  /** Makes what the request is about, once more for each caller that changes it: none meets what another did. */
  request(make: Making): Promise<{ path: string; body?: unknown; headers?: Record<string, string> }>;
}

export const UNKNOWN = "401 invalid-credential";
export const UNSEEN = "404 not-found";
export const FORBIDDEN = "403 forbidden";

export const everybody = (answer: string): Expected => ({
  anonymous: answer,
  stranger: answer,
  viewer: answer,
  member: answer,
  owner: answer,
  "machine as reader": answer,
  machine: answer,
  "machine as owner": answer,
  admin: answer,
  root: answer,
});

/* The access rules: a caller outside the team gets `not-found`, a caller that may only read gets `forbidden`. */
export const open = (status: number) => everybody(String(status));
export const signedIn = (status: number): Expected => ({ ...everybody(String(status)), anonymous: UNKNOWN });
export const viewer = (status: number): Expected => ({ ...signedIn(status), stranger: UNSEEN });
export const member = (status: number): Expected => ({
  ...viewer(status),
  viewer: FORBIDDEN,
  "machine as reader": FORBIDDEN,
});
export const owner = (status: number): Expected => ({
  ...member(status),
  member: FORBIDDEN,
  machine: FORBIDDEN,
});
export const admin = (status: number): Expected => ({
  ...owner(status),
  owner: FORBIDDEN,
  "machine as owner": FORBIDDEN,
});
export const people = (status: number): Expected => ({
  ...signedIn(status),
  "machine as reader": FORBIDDEN,
  machine: FORBIDDEN,
  "machine as owner": FORBIDDEN,
});

export type Request = Row["request"];
export const row = (route: string, expected: Expected, request: Request, when?: string): Row => ({
  route,
  expected,
  request,
  ...(when ? { when } : {}),
});
export const at = (path: string, body?: unknown): Request => {
  const request = { path, ...(body === undefined ? {} : { body }) };
  return async () => request;
};

export const service = (team: string) => ({
  slug: freshName("asked"),
  name: "Asked",
  team,
  kind: "rest",
  upstream: { url: "http://127.0.0.1:9" },
});

export const withConsumer =
  (path: (id: string, name: string) => string, body?: unknown): Request =>
  async (make) => {
    const { id, name } = await make.consumer("acme");
    return { path: path(id, name), ...(body === undefined ? {} : { body }) };
  };

/** What a route of a consumer of the team acme answers, asked without a body. */
export const ofConsumer = (route: string, expected: Expected): Row =>
  row(
    route,
    expected,
    withConsumer((id) => (route.split(" ")[1] ?? "").replace("{consumer}", id)),
  );

export const withCredential =
  (tail: string, body?: unknown): Request =>
  async (make) => {
    const consumer = await make.consumer("acme");
    const { credential } = await make.credential(consumer);
    return {
      path: `/v1/consumers/${consumer.id}/credentials/${credential.id}${tail}`,
      ...(body === undefined ? {} : { body }),
    };
  };

/** An issuer that the team acme has, named by a credential of it. */
export const ofIssuer =
  (body?: unknown): Request =>
  async (make) => {
    const issuer = `https://${freshName("issuer")}.example`;
    const publicKey = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
    await make.credential(await make.consumer("acme"), {
      type: "jwt",
      algorithm: "EdDSA",
      issuer,
      publicKey,
    });
    return {
      path: `/v1/issuers/${encodeURIComponent(issuer)}`,
      ...(body === undefined ? {} : { body }),
    };
  };

export const LIMITED = { plans: [{ name: "short", durationDays: 30 }, { name: "long" }] };

/** The service of a team that all subscriptions are to: an action changes none. */
const limitedOf = (make: Making, team: string): Promise<string> => {
  const known = limited.get(make) ?? new Map<string, Promise<string>>();
  limited.set(make, known);
  const slug = known.get(team) ?? make.service(team, LIMITED).then((made) => made.slug);
  known.set(team, slug);
  return slug;
};
const limited = new WeakMap<Making, Map<string, Promise<string>>>();

/** A subscription of one team's consumer to another one's service, in the state that the action needs. */
export const onSubscription =
  (sides: { consumer: string; service: string }, action: string, before: string[] = []): Request =>
  async (make) => {
    const consumer = await make.consumer(sides.consumer);
    const slug = sides.service === "latchkey" ? "latchkey" : await limitedOf(make, sides.service);
    const subscription = await make.apply(consumer, slug, slug === "latchkey" ? {} : { plan: "short" });
    for (const step of before) await make.act(subscription, step);
    const body = action === "change-plan" ? { plan: "long" } : {};
    return { path: `/v1/subscriptions/${subscription.id}/${action}`, body };
  };

export const ACT = "POST /v1/subscriptions/{subscription}/{action}";
export const asProvider = { consumer: "partners", service: "acme" };
export const asConsumer = { consumer: "acme", service: "partners" };
export const toLatchkey = { consumer: "acme", service: "latchkey" };

export const actions = (
  expected: (status: number) => Expected,
  sides: { consumer: string; service: string },
  when: string,
  steps: Record<string, string[]>,
): Row[] =>
  Object.entries(steps).map(([action, before]) =>
    row(ACT, expected(200), onSubscription(sides, action, before), `${action}, ${when}`),
  );

export const PROVIDERS_STEPS = {
  approve: [],
  reject: [],
  suspend: ["approve"],
  resume: ["approve", "suspend"],
  revoke: ["approve"],
};
export const CONSUMERS_STEPS = {
  withdraw: [],
  cancel: ["approve"],
  renew: ["approve"],
  "change-plan": ["approve"],
};
