import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import { unseal } from "../key-ring/seal.ts";
import { DEFAULT_LIMITS } from "../stage/limits.ts";
import type { StageSettings } from "../stage/stage-settings.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, STRANGER, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aRing, aService, aTeam, DAY, NOW, timeAt } from "../testing/records.ts";
import { createService } from "./create-service.ts";
import { NewService } from "./service-input.ts";

const LEAST = {
  slug: "echo",
  team: "providers",
  name: "Echo",
  kind: "rest",
  upstream: { url: "https://up.test/v1" },
};
const input = (fields: object = {}): NewService => NewService.parse({ ...LEAST, ...fields });
const OWNER = the("owner", "providers");
const TEAMS = Array.from({ length: 100 }, () => "a".repeat(39));
const LONG = {
  openapi: { text: "a".repeat(150_000) },
  approvalRules: Array.from({ length: 36 }, () => ({ teams: TEAMS, decision: "approve" })),
};
const REVIEWED = { publication: "reviewed", admins: ["ada@platform.test", "abe@platform.test"] } as const;

const world = (records = {}) => aWorld({ ...CAST, ...records });
const creating = async (
  fields: object = {},
  caller: Caller = OWNER,
  stage: Partial<StageSettings> = {},
  made = world(),
) => {
  const work = made.work(caller, { stage: { allowPrivateAddresses: false, ...stage } });
  const outcome = await outcomeOf(() => createService(work, input(fields)));
  return { ...made, outcome, service: await made.stores.service("echo") };
};

describe("a new service", () => {
  it("is written with its count, as a draft that no event tells of", async () => {
    const { outcome, writes, events, service, changes } = await creating();
    expect(outcome).toBe("done");
    expect(writes()).toEqual(["create service 1", "count services +1"]);
    expect(events()).toEqual([]);
    expect(changes[0]?.result).toEqual({ kind: "service", keys: { service: "echo" } });
    expect(service).toMatchObject({
      revision: 1,
      status: "draft",
      upstream: { url: "https://up.test/v1", timeoutSeconds: 30, sealedHeaders: {} },
    });
    for (const absent of ["openapi", "chat", "deprecation", "publication", "approversPending"])
      expect(service).not.toHaveProperty(absent);
  });

  it("keeps the headers of its upstream and the addresses of its chats sealed to its id", async () => {
    const chat = [{ name: "ops", url: "https://chat.test/secret" }];
    const upstream = { ...LEAST.upstream, headers: { "X-Key": "secret" }, timeoutSeconds: 5 };
    const { service, events } = await creating({ chat, upstream });
    if (!service) throw new Error("It was made.");
    const open = (text = "") => unseal(aRing("k1"), text, service.id);
    expect(open(service.upstream.sealedHeaders["x-key"])).toBe("secret");
    expect(open(service.chat?.[0]?.sealedUrl)).toBe("https://chat.test/secret");
    expect(service.upstream.timeoutSeconds).toBe(5);
    expect(events()).toEqual([`webhook.added by ${OWNER.email}`]);
  });

  it("keeps its document as text, and a deprecation that begins now", async () => {
    const sunsetAt = timeAt(NOW + DAY);
    const { service } = await creating({ openapi: { openapi: "3.1.0" }, deprecation: { sunsetAt } });
    expect(service?.openapi).toBe('{"openapi":"3.1.0"}');
    expect(service?.deprecation).toMatchObject({ at: timeAt(NOW), sunsetAt });
  });

  it("that is published is told of", async () => {
    expect((await creating({ status: "published" })).events()).toEqual([
      `service.published by ${OWNER.email}`,
    ]);
  });

  it("that is published asks the admins first where the stage reviews, and pays for their mails", async () => {
    const { service, writes, events } = await creating({ status: "published" }, OWNER, REVIEWED);
    expect(service?.publication).toMatchObject({ state: "waiting", asked: 1 });
    expect(writes().slice(2)).toEqual([
      "spend publications-asked/providers 1",
      `spend mails/by/${OWNER.email} 2`,
      "spend mails/of/providers 2",
    ]);
    expect(events()).toEqual([
      `service.publication-requested by ${OWNER.email}`,
      `service.published by ${OWNER.email}`,
    ]);
  });

  it("asks its approvers, unless they are of its team", async () => {
    const eve = STRANGER.email;
    const approvers = [eve, the("member", "providers").email];
    const { service, writes, events } = await creating({ approvers });
    expect(service).toMatchObject({ approvers, approversPending: [eve] });
    expect(writes()).toContain("create invitation 1");
    expect(events()).toEqual([`invitation.sent by ${OWNER.email}`]);
  });
});

describe("who may create one", () => {
  it.each<[who: string, caller: Caller, team: string, outcome: string]>([
    ["an owner", OWNER, "providers", "done"],
    ["an admin", ADMIN, "providers", "done"],
    ["a machine of an owner", aMachine("providers", { role: "owner" }), "providers", "done"],
    ["a member", the("member", "providers"), "providers", "forbidden"],
    ["a machine of a member", aMachine("providers"), "providers", "forbidden"],
    ["an owner of another team", the("owner", "callers"), "providers", "not-found"],
    ["an admin, in a team that is not there", ADMIN, "nowhere", "not-found"],
  ])("%s", async (_who, caller, team, expected) => {
    const { outcome, changes } = await creating({ team }, caller);
    expect(outcome).toBe(expected);
    expect(changes).toHaveLength(expected === "done" ? 1 : 0);
  });
});

describe("what is refused of one", () => {
  const IAM = { iam: { service: "lambda", region: "eu-central-1" } };
  const to = (url: string, more = {}) => ({ upstream: { url, ...more } });
  it.each<[what: string, fields: object, outcome: string, stage?: Partial<StageSettings>]>([
    ["a reserved slug", {}, "invalid-input /slug", { reservedSlugs: ["echo"] }],
    [
      "more calls at once than the stage has",
      { maxConcurrentCalls: 201 },
      "invalid-input /maxConcurrentCalls",
    ],
    ["models of an API that calls none", { models: [{ match: "m" }] }, "invalid-input /models"],
    [
      "tools of an API that has none",
      { scopes: [{ name: "a" }, { name: "b", tools: ["t"] }] },
      "invalid-input /scopes/1/tools",
    ],
    ["the stage's own address", {}, "invalid-input /upstream/url", { isOwnAddress: () => true }],
    ["an address in a private network", to("https://10.0.0.1"), "invalid-input /upstream/url"],
    ["calls signed without a grant", to(LEAST.upstream.url, { auth: IAM }), "invalid-input /upstream/auth"],
    ["a chat in a private network", { chat: [{ url: "https://10.0.0.1" }] }, "invalid-input /chat/0/url"],
    [
      "itself as its successor",
      { deprecation: { sunsetAt: timeAt(NOW), successor: "echo" } },
      "invalid-input /deprecation/successor",
    ],
    ["more approvals than people", { approvalsNeeded: 2 }, "invalid-input /approvalsNeeded"],
    ["too many bytes in all", LONG, "payload-too-large"],
  ])("%s", async (_what, fields, expected, stage) => {
    const { outcome, changes } = await creating(fields, OWNER, stage);
    expect(outcome).toBe(expected);
    expect(changes).toEqual([]);
  });

  it("a published one of a team without an owner who could decide", async () => {
    const alone = world({ team: aTeam({ slug: "providers" }), member: [] });
    const { outcome } = await creating({ status: "published" }, ADMIN, {}, alone);
    expect(outcome).toBe("invalid-input /approvers");
  });

  it("a header that a signature sets itself", async () => {
    const url = "https://up.test/v1";
    const grant = { teams: ["providers"], ...IAM.iam, service: "lambda" as const, url };
    const { outcome } = await creating(to(url, { auth: IAM, headers: { authorization: "x" } }), OWNER, {
      iamUpstreams: [grant],
    });
    expect(outcome).toBe("invalid-input /upstream/headers/authorization");
  });

  it("a slug that was given, to this team or another", async () => {
    const other = world({ service: aService({ slug: "echo", team: "callers" }) });
    const { outcome, writes } = await creating({}, OWNER, {}, other);
    expect([outcome, writes()]).toEqual(["name-taken", []]);
  });

  it("one more than a team may have", async () => {
    const full = world();
    const most = DEFAULT_LIMITS.servicesPerTeam;
    full.count({ of: "team", slug: "providers", what: "services" }, most - 1);
    expect((await creating({}, OWNER, {}, full)).outcome).toBe("done");
    expect((await creating({ slug: "next" }, OWNER, {}, full)).outcome).toBe("limit-reached");
  });
});
