import { HOSTILE_TEXTS } from "./hostile-values.ts";
import { knownValue } from "./known-values.ts";
import { brokenBody, mutated, soundBody } from "./mutate-body.ts";
import type { Random } from "./random.ts";
import { faultyRequest, type RawRequest, soundRequest } from "./raw-request.ts";
import { type Schema, schemaValue } from "./schema-value.ts";
import type { Caller, Tenant, Things } from "./tenants.ts";

/** An operation of the OpenAPI document, or a call that was recorded. */
export interface Operation {
  id: string;
  method: string;
  path: string;
  query: readonly { name: string; schema: Schema }[];
  body?: Schema;
}

export interface Recorded {
  operation: string;
  method: string;
  target: string;
  body?: unknown;
}

export interface Grown {
  caller: Caller;
  tenant: Tenant;
  things: Things;
  /** Without the faults of its bytes. */
  meant: Recorded;
  request: RawRequest;
}

interface Ground {
  random: Random;
  tenant: Tenant;
  other: Tenant;
  /** Stems that are not the caller's. */
  foreign: readonly string[];
  caller: Caller;
}

const encoded = (text: string, random: Random): string =>
  random.chance(0.9)
    ? encodeURIComponent(text.isWellFormed() ? text : "%ed%a0%80")
    : encodeURI(text.toWellFormed());

/** Providers may add any consumer whose id they were told, and see its name then. */
const TELLS = "addSubscriber";

export const grownFrom = (operation: Operation, ground: Ground): Grown => {
  const { random, tenant, caller, other } = ground;
  const others = operation.id === TELLS ? [] : other.things.slice(0, 1);
  const pickThings = () => random.pick(random.chance(0.8) || others.length === 0 ? tenant.things : others);
  const things = pickThings();
  const known = (name: string) =>
    knownValue(name, tenant, random.chance(0.9) ? things : pickThings(), random);
  const parameter = (name: string): string =>
    random.chance(0.08) ? random.pick(HOSTILE_TEXTS) : String(known(name) ?? tenant.stem);
  const path = operation.path.replace(/\{(\w+)\+?\}/g, (_whole, name: string) =>
    encoded(parameter(name), random),
  );
  const query = operation.query
    .filter(() => random.chance(0.3))
    .map(({ name, schema }) => {
      const value = random.chance(0.1)
        ? random.pick(HOSTILE_TEXTS)
        : schemaValue(schema, { random, stem: tenant.stem, known }, name);
      return `${name}=${encoded(String(value), random)}`;
    });
  const target = query.length > 0 ? `${path}?${query.join("&")}` : path;
  const body = operation.body && schemaValue(operation.body, { random, stem: tenant.stem, known });
  const meant = {
    operation: operation.id,
    method: operation.method,
    target,
    ...(body === undefined ? {} : { body }),
  };
  return { caller, tenant, things, meant, request: bytesOf("control", meant, caller, random) };
};

/** A recorded call, of this tenant or of the other, whose own words are left out: they are what is looked for. */
export const replayed = (recorded: Recorded, ground: Ground): Grown => {
  const { random, tenant, foreign, caller } = ground;
  const own = (text: string) => foreign.reduce((kept, stem) => kept.replaceAll(stem, tenant.stem), text);
  const { target, body, ...rest } = recorded;
  const meant: Recorded = {
    ...rest,
    target: own(target),
    ...(body === undefined ? {} : { body: JSON.parse(own(JSON.stringify(body))) }),
  };
  return {
    caller,
    tenant,
    things: random.pick(tenant.things),
    meant,
    request: bytesOf("control", meant, caller, random),
  };
};

const bytesOf = (
  plane: RawRequest["plane"],
  { method, target, body }: Recorded,
  { headers }: Caller,
  random: Random,
): RawRequest => {
  // As often as not nothing is wrong: what is refused at the door tells nothing of what lies behind.
  if (random.chance(0.5))
    return soundRequest({
      plane,
      method,
      target,
      headers,
      ...(body === undefined ? {} : { body: soundBody(body) }),
    });
  const value = body !== undefined && random.chance(0.5) ? mutated(body, random) : body;
  const text = JSON.stringify(value) ?? "{}";
  const sent = random.chance(0.25) ? brokenBody(text, random) : soundBody(value);
  const hasBody = value !== undefined || random.chance(0.05);
  return faultyRequest({ plane, method, target, headers, ...(hasBody ? { body: sent } : {}) }, random);
};

const RESTS = [
  "",
  "/",
  "/a",
  "/chat/completions",
  "/a/../b",
  "/%2e%2e/a",
  "/a%2fb",
  "/%25%32%65",
  "/a?b=c&b=d",
  "/\u00e9",
  "/v1/me",
  "/．．/x",
];
const BODIES: readonly unknown[] = [
  undefined,
  { model: "m", messages: [] },
  { model: "m", stream: true },
  { a: [1] },
];

/** A call of a service through the gateway. */
export const grownCall = (slugs: readonly string[], ground: Ground): Grown => {
  const { random, tenant, caller } = ground;
  const slug = random.chance(0.95) ? random.pick(slugs) : encoded(random.pick(HOSTILE_TEXTS), random);
  const meant: Recorded = {
    operation: "forward",
    method: random.pick(["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"]),
    target: `/${slug}${random.pick(RESTS)}`,
    body: random.pick(BODIES),
  };
  return {
    caller,
    tenant,
    things: random.pick(tenant.things),
    meant,
    request: bytesOf("gateway", meant, caller, random),
  };
};

const ELSEWHERE = [
  "/",
  "/docs",
  "/docs/problems",
  "/healthz",
  "/v1/openapi.json",
  "/.well-known/jwks.json",
  "/v1",
  "/approvals/x.y.z",
  "/invitations/x.y.z",
  "/portal",
  "/index.html",
  "/config.json",
  "/assets/x.js",
  "*",
];

/** What no operation of the document names: pages, the portal, links, nothing. */
export const elsewhere = (ground: Ground): Grown => {
  const { random, tenant, caller } = ground;
  const meant = {
    operation: "elsewhere",
    method: random.pick(["GET", "HEAD", "POST", "OPTIONS"]),
    target: `${random.pick(ELSEWHERE)}${random.chance(0.2) ? `/${encoded(random.pick(HOSTILE_TEXTS), random)}` : ""}`,
    ...(random.chance(0.3) ? { body: { decision: "approve" } } : {}),
  };
  return {
    caller,
    tenant,
    things: random.pick(tenant.things),
    meant,
    request: bytesOf(random.pick(["control", "gateway"]), meant, caller, random),
  };
};
