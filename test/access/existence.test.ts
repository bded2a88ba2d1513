import { CONTROL_ROUTES } from "@latchkey/functions/routes/control-routes";
import { beforeAll, describe, expect, it } from "vitest";
import { machineOf } from "../support/making.ts";
import { asRoot, eventually, type Send } from "../support/management.ts";
import { type Asked, EXISTENCE_TABLE } from "./existence-table.ts";
import { NOTHING, startTenants, type Tenants, type Things } from "./tenants.fixture.ts";

let tenants: Tenants;
let machine: Send;
beforeAll(async () => {
  tenants = await startTenants();
  const { latchkey } = tenants.cast;
  machine = (await machineOf(latchkey, asRoot(latchkey), "strangers", { scopes: ["owner"] })).send;
});

/** Without what was asked with, and what differs from request to request. */
const told = async (send: Send, asked: Asked, things: Things, headers: Record<string, string> = {}) => {
  const own = { consumer: tenants.own.consumer.id, service: tenants.own.service.slug };
  const [line, body] = asked(things, own);
  const [method = "", path = ""] = line.split(" ");
  const answer = await send(method, path, body, headers);
  let text = JSON.stringify({ ...answer.body, requestId: "" });
  // Not in an address, which stays what it is.
  for (const [name, value] of Object.entries(things))
    for (const spelled of [value, encodeURIComponent(value)])
      text = text
        .split(`@${spelled}`)
        .map((part) => part.replaceAll(spelled, `<${name}>`))
        .join(`@${spelled}`);
  const { status } = answer;
  const names = ["etag", "retry-after", "ratelimit", "location", "allow", "content-type", "content-length"];
  const shown = names.map((name) => (name === "content-length" ? "" : answer.headers.get(name)));
  return { status, text, shown };
};

const label = (asked: Asked): string => {
  const names = Object.fromEntries(Object.keys(NOTHING).map((name) => [name, `{${name}}`])) as unknown;
  const [line, body] = asked(names as Things, { consumer: "{own}", service: "{own service}" });
  return `${line} ${body === undefined ? "" : JSON.stringify(body)}`;
};

describe.each(["a person", "a machine as owner"])("another team's resource does not exist for %s", (who) => {
  const sender = () => (who === "a person" ? tenants.cast.callers.stranger : machine);

  it.each(EXISTENCE_TABLE.map((asked) => [label(asked), asked] as const))("%s", async (_, asked) => {
    const theirs = await told(sender(), asked, tenants.theirs);
    const nothing = await told(sender(), asked, NOTHING);
    expect(theirs).toEqual(nothing);
    expect([200, 400, 403, 404]).toContain(theirs.status);
  });
});

it.each([
  ["If-Match", '"1"'],
  ["If-Match", '"99"'],
  ["If-None-Match", '"1"'],
  ["If-None-Match", "*"],
  ["Idempotency-Key", "the-same"],
])("nothing is told by %s: %s either", async (name, value) => {
  const about: Asked[] = [
    (t) => [`GET /v1/subscriptions/${t.subscription}`],
    (t) => [`GET /v1/services/${t.publishedId}`],
    (t) => [`PATCH /v1/consumers/${t.consumer}`, { description: "x" }],
    (t) => [`POST /v1/consumers/${t.consumer}/suspend`],
    (t) => [`DELETE /v1/services/${t.draft}`],
  ];
  for (const asked of about) {
    const headers = { [name]: value };
    const { stranger } = tenants.cast.callers;
    const theirs = await told(stranger, asked, tenants.theirs, headers);
    expect(theirs, label(asked)).toEqual(await told(stranger, asked, NOTHING, headers));
  }
});

it("nothing of a draft or a private service is told by calling it, in the answer, the refusals and the usage", async () => {
  const { cast, theirs, own, key } = tenants;
  const { stranger } = cast.callers;
  const called = [theirs.draft, theirs.hidden, "never-made"];
  const answers: string[] = [];
  for (const slug of called) {
    const answer = await fetch(`${cast.latchkey.gateway}/${slug}/x`, { headers: { "X-API-Key": key } });
    const {
      requestId: _id,
      instance: _instance,
      ...problem
    } = (await answer.json()) as Record<string, unknown>;
    answers.push(`${answer.status} ${JSON.stringify(problem).replaceAll(slug, "<slug>")}`);
  }
  expect(new Set(answers).size, answers.join("\n")).toBe(1);
  const usage = await eventually(
    () => stranger("GET", `/v1/usage?consumer=${own.consumer.id}&groupBy=service`),
    ({ body }) => body.items.length === called.length,
  );
  const items: { service: string }[] = usage.body.items;
  const shown = items.map(({ service, ...rest }) =>
    JSON.stringify({ ...rest, p50Ms: 0, p99Ms: 0 }).replaceAll(service, ""),
  );
  expect(new Set(shown).size, shown.join("\n")).toBe(1);
  const ask = (more: string) => stranger("GET", `/v1/usage?consumer=${own.consumer.id}&${more}`);
  for (const { operation } of (await ask("groupBy=operation")).body.items) expect(operation).toBe("none");
  // What a filter keeps would tell as much.
  expect((await ask("operation=other")).body.items).toEqual([]);
  const refusals = await stranger("GET", `/v1/consumers/${own.consumer.id}/refusals`);
  expect(refusals.body.items.map(({ reason }: { reason: string }) => reason)).toEqual(
    called.map(() => "no-subscription"),
  );
  expect(JSON.stringify([usage.body, refusals.body])).not.toMatch(
    new RegExp(`${theirs.draftId}|${theirs.hiddenId}`),
  );
});

it("every operation of the management API that names a resource is in the table", () => {
  const asked = EXISTENCE_TABLE.map((each) => label(each).split(/[ ?]/, 2));
  const fits = (method: string, path: string) =>
    asked.some(
      ([m, p = ""]) => m === method && new RegExp(`^${path.replaceAll(/\{[^/]+\}/g, "[^/]+")}$`).test(p),
    );
  // What names nothing, or only what is the caller's own.
  const exempt =
    /^(?:GET \/(?:healthz|docs|\.well-known|v1\/(?:openapi|me|people|plugins|teams|catalog|dead-letters|issuers)\b(?!\/\{)|v1\/public\/)|POST \/v1\/(?:teams$|leaks\b)|DELETE \/v1\/me\b|PUT \/v1\/me\/mail$|\S+ \/(?:announcements|approvals|invitations|oauth2)\/)/;
  const missing = CONTROL_ROUTES.filter(
    ({ method, path }) => !exempt.test(`${method} ${path}`) && !fits(method, path),
  );
  expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
