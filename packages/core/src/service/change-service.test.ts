import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, STRANGER, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aService, DAY, NOW, timeAt } from "../testing/records.ts";
import { changing, OWNER, upstream } from "./change-service.fixture.ts";
import { changeService } from "./change-service.ts";
import { LATCHKEY_SERVICE, type Service } from "./service.ts";

describe("a change of a service", () => {
  it("is one revision, and no event where others need not know", async () => {
    const { outcome, writes, events, after, changes } = await changing({
      name: "Rain",
      summary: "It rains.",
    });
    expect([outcome, writes(), events()]).toEqual(["done", ["replace service 2"], []]);
    expect(after).toMatchObject({ name: "Rain", summary: "It rains.", revision: 2 });
    expect(changes[0]?.result).toEqual({ kind: "service", keys: { service: "weather" } });
  });

  it.each<[what: string, before: Partial<Service>, patch: object, field: keyof Service]>([
    ["a summary", { summary: "It rains." }, { summary: null }, "summary"],
    ["a document", { openapi: "{}" }, { openapi: null }, "openapi"],
    ["all chats", { chat: [{ id: "cht_1", host: "c.test", sealedUrl: "s" }] }, { chat: [] }, "chat"],
    [
      "an end",
      { deprecation: { at: timeAt(NOW), sunsetAt: timeAt(NOW) } },
      { deprecation: null },
      "deprecation",
    ],
  ])("takes away %s", async (_what, before, patch, field) => {
    const { outcome, after } = await changing(patch, before);
    expect(outcome).toBe("done");
    expect(after).not.toHaveProperty(field);
  });

  it("keeps a plan that is dropped, for the subscriptions that name it", async () => {
    const { after } = await changing({ plans: [{ name: "gold" }] }, { plans: [{ name: "basic" }] });
    expect(after).toMatchObject({ plans: [{ name: "gold" }], formerPlans: [{ name: "basic" }] });
    expect((await changing({ name: "Rain" }, { formerPlans: [{ name: "basic" }] })).after).toHaveProperty(
      "formerPlans",
    );
  });

  it("asks approvers who are named for the first time, and stops asking those who are not any more", async () => {
    const { after, writes, events } = await changing({ approvers: [STRANGER.email] });
    expect(after?.approversPending).toEqual([STRANGER.email]);
    expect([writes()[1], events()]).toEqual(["create invitation 1", [`invitation.sent by ${OWNER.email}`]]);
    const less = await changing(
      { approvers: [] },
      { approvers: [STRANGER.email], approversPending: [STRANGER.email] },
    );
    expect(less.after).not.toHaveProperty("approversPending");
  });

  it("loses a race with another one", async () => {
    const world = aWorld({ ...CAST, service: aService() });
    world.loseRaces(1);
    const change = () => changeService(world.work(OWNER), "svc_1", { name: "Rain" });
    expect([await outcomeOf(change), await outcomeOf(change)]).toEqual(["raced", "done"]);
  });
});

describe("the events of a change", () => {
  const END = { at: timeAt(NOW), sunsetAt: timeAt(NOW + DAY) };
  it.each<[what: string, before: Partial<Service>, patch: object, types: string[]]>([
    ["another address", {}, { upstream: { url: "https://up.test/v2" } }, ["upstream.moved"]],
    ["the same address", {}, { upstream: { url: upstream.url } }, []],
    ["a publication", { status: "draft" }, { status: "published" }, ["service.published"]],
    ["the end of new applications", {}, { status: "retired" }, ["service.retired"]],
    ["a return", { status: "retired" }, { status: "published" }, ["service.published"]],
    ["a status that stays", {}, { status: "published" }, []],
    [
      "an end",
      {},
      { deprecation: { sunsetAt: END.sunsetAt } },
      ["service.deprecated", "service.deprecation-notice"],
    ],
    ["the same end", { deprecation: END }, { deprecation: { sunsetAt: END.sunsetAt, message: "Soon." } }, []],
    [
      "no end any more",
      { deprecation: END },
      { deprecation: null },
      ["service.deprecation-ended", "service.deprecation-taken-back"],
    ],
    ["a chat", {}, { chat: [{ url: "https://chat.test" }] }, ["webhook.added"]],
  ])("%s", async (_what, before, patch, types) => {
    const { outcome, events } = await changing(patch, before);
    expect([outcome, events()]).toEqual(["done", types.map((type) => `${type} by ${OWNER.email}`)]);
  });

  it("name the origin that calls go to, and not its path", async () => {
    const { changes } = await changing({ upstream: { url: "https://other.test/secret-path" } });
    expect(changes[0]?.events).toEqual([
      {
        type: "upstream.moved",
        actor: OWNER.email,
        team: "providers",
        service: "weather",
        origin: "https://other.test",
      },
    ]);
  });

  it("ask the admins again where a name changes that they have agreed to", async () => {
    const stage = { allowPrivateAddresses: false, publication: "reviewed" as const };
    const { after, events } = await changing({ name: "Rain" }, {}, OWNER, { stage });
    expect(after?.publication).toMatchObject({ state: "waiting" });
    expect(events()).toEqual([`service.publication-requested by ${OWNER.email}`]);
  });
});

describe("what is refused of a change", () => {
  it.each<
    [
      what: string,
      patch: object,
      outcome: string,
      before?: Partial<Service>,
      caller?: Caller,
      fields?: Partial<PlatformWork>,
    ]
  >([
    ["another slug", { slug: "rain" }, "immutable-field /slug"],
    ["another team", { team: "callers" }, "immutable-field /team"],
    ["another kind", { kind: "ai" }, "immutable-field /kind"],
    ["the draft of what was published", { status: "draft" }, "invalid-input /status"],
    ["the draft of what is retired", { status: "draft" }, "invalid-input /status", { status: "retired" }],
    [
      "more calls at once than the stage has",
      { maxConcurrentCalls: 201 },
      "invalid-input /maxConcurrentCalls",
    ],
    ["models of an API that calls none", { models: [{ match: "m" }] }, "invalid-input /models"],
    [
      "tools of an API that has none",
      { scopes: [{ name: "a", tools: ["t"] }] },
      "invalid-input /scopes/0/tools",
    ],
    ["more approvals than people", { approvalsNeeded: 2 }, "invalid-input /approvalsNeeded"],
    [
      "fewer approvers than approvals",
      { approvers: [] },
      "invalid-input /approvalsNeeded",
      { approvalsNeeded: 2, approvers: [STRANGER.email] },
    ],
    [
      "what is read at another revision",
      { name: "Rain" },
      "revision-mismatch",
      {},
      OWNER,
      { expectedRevision: [2] },
    ],
    ["a member", { name: "Rain" }, "forbidden", {}, the("member", "providers")],
    ["a machine of a member", { name: "Rain" }, "forbidden", {}, aMachine("providers")],
    ["an owner of another team", { name: "Rain" }, "not-found", {}, the("owner", "callers")],
    [
      "an admin, of the platform's own service",
      { name: "Rain" },
      "forbidden",
      { slug: LATCHKEY_SERVICE },
      ADMIN,
    ],
  ])("%s", async (_what, patch, outcome, before, caller, fields) => {
    expect(await changing(patch, before, caller, fields)).toMatchObject({ outcome, changes: [] });
  });
  it("a publication in a team without an owner who could decide", async () => {
    const { outcome } = await changing(
      { status: "published" },
      { status: "draft" },
      ADMIN,
      {},
      { member: [] },
    );
    expect(outcome).toBe("invalid-input /approvers");
  });
});
