import { beforeAll, describe, expect, it } from "vitest";
import { as } from "../support/management.ts";
import { type Cast, sharedCast } from "./cast.fixture.ts";
import { LATER, type MachineName, type Machines, startMachines, TOMORROW } from "./machines.fixture.ts";

let cast: Cast;
let machines: Machines;
beforeAll(async () => {
  cast = await sharedCast();
  machines = await startMachines(cast);
});

const FORBIDDEN = 403;
const key = { type: "api-key" };
const jwt = { type: "jwt", issuer: "https://issuer.test" };
const HOME = { allowedIps: ["127.0.0.0/8"] };
const END = { expiresAt: TOMORROW };
const OWNERS = { scopes: ["owner"] };
type Whose = "its own" | "a sibling";
type Role = "viewer" | "member" | "owner" | "nobody";

/** What it comes to: a refusal, or the bounds of what was made and what that is at the management API. */
type Outcome = typeof FORBIDDEN | [bounds: object, role: Role];

describe("a machine issues nothing beyond what it has", () => {
  it.each<[MachineName, Whose, object, Outcome]>([
    ["reader", "its own", key, FORBIDDEN],
    ["reader", "its own", { ...key, scopes: ["read"] }, FORBIDDEN],
    ["reader", "its own", { ...key, apiKey: "an-imported-key-of-mine" }, FORBIDDEN],
    ["reader", "its own", { type: "basic" }, FORBIDDEN],
    ["reader", "its own", jwt, FORBIDDEN],
    ["reader", "its own", { type: "aksk" }, FORBIDDEN],
    ["reader", "a sibling", key, FORBIDDEN],
    ["writer", "its own", { ...key, ...OWNERS }, FORBIDDEN],
    ["writer", "its own", { ...key, scopes: ["read", "owner"] }, FORBIDDEN],
    ["writer", "its own", { type: "basic", ...OWNERS }, FORBIDDEN],
    ["writer", "its own", { ...jwt, ...OWNERS }, FORBIDDEN],
    ["writer", "its own", { type: "aksk", ...OWNERS }, FORBIDDEN],
    ["writer", "a sibling", { ...key, ...OWNERS }, FORBIDDEN],
    ["writer", "a sibling", { ...key, apiKeySha256: "a".repeat(64), ...OWNERS }, FORBIDDEN],
    ["writer", "a sibling", key, [{}, "member"]],
    ["writer", "a sibling", { ...key, scopes: ["admin"] }, [{}, "nobody"]],
    ["writer", "a sibling", { ...key, scopes: [] }, [{ scopes: [] }, "nobody"]],
    ["writer", "a sibling", { ...key, scopes: ["read"] }, [{ scopes: ["read"] }, "viewer"]],
    ["namer", "its own", { ...key, ...OWNERS }, FORBIDDEN],
    ["namer", "a sibling", { ...key, ...OWNERS }, FORBIDDEN],
    ["namer", "a sibling", key, [{ scopes: ["write"] }, "member"]],
    ["scoped", "its own", key, [{ scopes: ["write", "maps"] }, "member"]],
    ["scoped", "a sibling", key, [{ scopes: ["write", "maps"] }, "member"]],
    ["scoped", "its own", { ...key, scopes: ["rain"] }, FORBIDDEN],
    ["scoped", "its own", { ...key, scopes: ["maps", "write", "rain"] }, FORBIDDEN],
    ["scoped", "its own", { ...key, ...OWNERS }, FORBIDDEN],
    ["scoped", "its own", { ...key, scopes: ["read"] }, [{ scopes: ["read"] }, "viewer"]],
    ["placed", "its own", key, [HOME, "member"]],
    ["placed", "a sibling", key, [HOME, "member"]],
    ["placed", "its own", { ...key, apiKey: "another-imported-key" }, [HOME, "member"]],
    ["placed", "its own", { ...key, allowedIps: ["0.0.0.0/0"] }, FORBIDDEN],
    ["placed", "its own", { ...key, allowedIps: ["::/0"] }, FORBIDDEN],
    ["placed", "its own", { ...key, allowedIps: ["127.0.0.1", "10.0.0.1"] }, FORBIDDEN],
    ["placed", "its own", { ...key, allowedIps: ["::ffff:10.0.0.1"] }, FORBIDDEN],
    ["placed", "its own", { ...key, allowedIps: ["127.0.0.1"] }, [{ allowedIps: ["127.0.0.1"] }, "member"]],
    ["ending", "its own", key, [END, "member"]],
    ["ending", "a sibling", { ...key, expiresAt: LATER }, [END, "member"]],
    ["ending", "its own", { ...key, apiKey: "one-more-imported-key" }, [END, "member"]],
    ["bound owner", "its own", { ...key, ...OWNERS }, [{ ...HOME, ...END }, "owner"]],
    ["bound owner", "a sibling", { ...key, ...OWNERS, expiresAt: LATER }, [{ ...HOME, ...END }, "owner"]],
    ["bound owner", "a sibling", key, [{ ...HOME, ...END }, "member"]],
    ["bound owner", "its own", { ...key, ...OWNERS, allowedIps: ["0.0.0.0/0"] }, FORBIDDEN],
  ])("%s, for %s: %j", async (name, whose, body, outcome) => {
    const { send, consumer } = machines.of[name];
    const { id } = whose === "its own" ? consumer : machines.sibling.consumer;
    const { status, body: made } = await send("POST", `/v1/consumers/${id}/credentials`, {
      name: "minted",
      ...body,
    });
    if (outcome === FORBIDDEN) return expect([status, made.code]).toEqual([403, "forbidden"]);
    expect(made.credential).toMatchObject(outcome[0]);
    const apiKey = made.secret.apiKey ?? Object(body).apiKey;
    const me = await as(cast.latchkey, { "X-API-Key": apiKey })("GET", "/v1/me");
    expect(me.status === 200 ? me.body.teams[0].role : "nobody").toBe(outcome[1]);
  });
});

describe("a machine changes nothing that is more than what it has", () => {
  it.each<[MachineName, keyof Machines["sibling"]["credentials"], object | "rotate"]>([
    ["reader", "plain", { name: "renamed" }],
    ["reader", "plain", { status: "disabled" }],
    ["reader", "plain", "rotate"],
    ["writer", "plain", OWNERS],
    ["writer", "owner's", { scopes: ["owner", "read"] }],
    ["writer", "owner's", { expiresAt: null }],
    ["writer", "owner's", { allowedIps: null }],
    ["writer", "owner's", { in: [{ where: "query", name: "key" }] }],
    ["writer", "owner's", { hideCredential: false }],
    ["writer", "owner's", "rotate"],
    ["writer", "disabled", { status: "enabled" }],
    ["namer", "owner's", "rotate"],
    ["namer", "owner's", { scopes: ["owner", "read"] }],
    ["scoped", "plain", "rotate"],
    ["scoped", "plain", { in: [{ where: "query", name: "key" }] }],
    ["scoped", "plain", { status: "enabled" }],
    ["placed", "plain", "rotate"],
    ["placed", "plain", { scopes: ["read"] }],
    ["placed", "plain", { allowedIps: ["0.0.0.0/0"] }],
    ["bound owner", "plain", "rotate"],
    ["bound owner", "disabled", { status: "enabled" }],
  ])("%s, of a sibling's credential (%s): %j", async (name, which, change) => {
    const { consumer, credentials } = machines.sibling;
    const path = `/v1/consumers/${consumer.id}/credentials/${credentials[which].id}`;
    const { send } = machines.of[name];
    const answer =
      change === "rotate" ? await send("POST", `${path}/rotate`, {}) : await send("PATCH", path, change);
    expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
  });

  it("the end of one that it may change is cut to its own", async () => {
    const { consumer, credentials } = machines.sibling;
    const path = `/v1/consumers/${consumer.id}/credentials/${credentials.plain.id}`;
    const { body } = await machines.of.ending.send("POST", `${path}/rotate`, {});
    expect(body.credential.expiresAt).toBe(TOMORROW);
  });
});

describe("the credential in use cannot be widened by any caller", () => {
  it.each<[MachineName, object]>([
    ["reader", { scopes: null }],
    ["reader", { scopes: ["write"] }],
    ["reader", { name: "renamed" }],
    ["writer", OWNERS],
    ["scoped", { scopes: null }],
    ["scoped", { scopes: ["write", "maps", "rain"] }],
    ["placed", { allowedIps: null }],
    ["placed", { allowedIps: ["126.0.0.0/7"] }],
    ["bound owner", { allowedIps: null }],
    ["bound owner", { scopes: null }],
    ["bound owner", { scopes: ["owner", "maps"] }],
    ["owner", { scopes: null }],
    ["owner", { scopes: ["owner", "maps"] }],
  ])("%s: %j", async (name, patch) => {
    const { send, consumer, credential } = machines.of[name];
    const answer = await send("PATCH", `/v1/consumers/${consumer.id}/credentials/${credential.id}`, patch);
    expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
  });

  it.each<[MachineName, object]>([
    ["ending", { expiresAt: null }],
    ["ending", { expiresAt: LATER }],
    ["bound owner", { expiresAt: LATER }],
  ])("%s keeps its end: %j", async (name, patch) => {
    const { send, consumer, credential } = machines.of[name];
    const answer = await send("PATCH", `/v1/consumers/${consumer.id}/credentials/${credential.id}`, patch);
    expect([answer.status, answer.body.expiresAt]).toEqual([200, TOMORROW]);
  });
});
