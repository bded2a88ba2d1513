import { beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const { latchkey, root, make } = ownLatchkey({}, { red: ["owner@x.test"], blue: ["owner@x.test"] });
let consumer: { id: string; name: string };
beforeAll(async () => {
  consumer = await make.consumer("red");
});

describe("what a service and its catalogue take as given", () => {
  it.each(["?q=", "?tag=", "?kind=", "?q=&tag=&kind=&limit=200"])(
    "%s searches for nothing",
    async (query) => {
      const all = await root("GET", "/v1/catalog?limit=200");
      const { status, body } = await root("GET", `/v1/catalog${query}`);
      expect([status, body.items]).toEqual([200, all.body.items]);
    },
  );

  it.each([
    ["in front", " http://127.0.0.1:9/x"],
    ["behind", "http://127.0.0.1:9/x "],
    ["inside", "http://127.0.0.1:9/a b"],
    ["a tab", "http://127.0.0.1:9/a\tb"],
    ["a line break", "http://127.0.0.1:9/a\nb"],
    ["one that is no ASCII", "http://127.0.0.1:9/a\u00a0b"],
  ])("an upstream's address with a blank is refused by its pointer: %s", async (_what, url) => {
    const given = { slug: "blank", name: "Blank", team: "red", kind: "rest", upstream: { url } };
    const { status, body } = await root("POST", "/v1/services", given);
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, "/upstream/url"]);
    const hook = await root("POST", "/v1/teams/red/webhooks", { url, events: ["consumer.created"] });
    expect([hook.status, hook.body.errors?.[0]?.pointer]).toEqual([400, "/url"]);
  });

  it("the only plan is that of who names none, and of several one has to be named", async () => {
    const plans = [{ name: "one" }, { name: "two" }];
    const single = await make.service("red", { approval: "auto", plans: plans.slice(0, 1) });
    const several = await make.service("red", { approval: "auto", plans });
    const path = `/v1/consumers/${consumer.id}/subscriptions`;
    expect(await root("POST", path, { service: single.slug })).toMatchObject({
      status: 201,
      body: { plan: "one" },
    });
    const { status, body } = await root("POST", path, { service: several.slug });
    expect([status, body.errors[0]]).toEqual([400, { pointer: "/plan", detail: "One of: one, two." }]);
    const given = await root("POST", `/v1/services/${single.slug}/subscriptions`, {
      consumer: (await make.consumer("blue")).id,
    });
    expect([given.status, given.body.plan]).toEqual([201, "one"]);
  });
});

describe("a short list", () => {
  const followed = async (path: string, limit: number, name: string): Promise<string[]> => {
    const found: string[] = [];
    let cursor = "";
    do {
      const { status, body } = await root("GET", `${path}?limit=${limit}${cursor}`);
      expect([status, body.items.length <= limit]).toEqual([200, true]);
      found.push(...body.items.map((item: Record<string, string>) => item[name]));
      cursor = body.cursor === undefined ? "" : `&cursor=${encodeURIComponent(body.cursor)}`;
    } while (cursor !== "");
    return found;
  };

  it.each([1, 3, 200])("of plugins has pages of %d", async (limit) => {
    const { body } = await root("GET", "/v1/plugins");
    const names = body.items.map(({ name }: { name: string }) => name);
    expect(names.length).toBeGreaterThan(3);
    expect(await followed("/v1/plugins", limit, "name")).toEqual(names);
  });

  it("of refusals and one of deliveries have pages, the newest first", async () => {
    const caller = await make.consumer("red");
    const { secret } = await make.credential(caller);
    for (let at = 0; at < 5; at += 1)
      await fetch(`${latchkey().gateway}/nothing`, { headers: { "X-API-Key": secret.apiKey } });
    const path = `/v1/consumers/${caller.id}/refusals`;
    const { body } = await eventually(
      () => root("GET", path),
      (answer) => answer.body.items.length === 5,
    );
    const times = body.items.map(({ at }: { at: string }) => at);
    expect(times).toEqual([...times].sort().reverse());
    const ids = body.items.map(({ requestId }: { requestId: string }) => requestId);
    expect(await followed(path, 2, "requestId")).toEqual(ids);
    const other = await root("GET", "/v1/plugins?limit=1");
    const foreign = await root("GET", `${path}?cursor=${encodeURIComponent(other.body.cursor)}`);
    expect([foreign.status, foreign.body.errors[0].pointer]).toEqual([400, "cursor"]);
    expect((await root("GET", `${path}?limit=0`)).status).toBe(400);

    const hooks = "/v1/teams/blue/webhooks";
    const hook = await root("POST", hooks, { url: "http://127.0.0.1:9/", events: ["consumer.created"] });
    const made: string[] = [];
    for (let at = 0; at < 3; at += 1) {
      made.unshift((await make.consumer("blue")).id);
      await eventually(
        () => root("GET", `${hooks}/${hook.body.id}/deliveries`),
        (answer) => answer.body.items.length === made.length,
      );
    }
    const deliveries = await root("GET", `${hooks}/${hook.body.id}/deliveries`);
    const told = deliveries.body.items.map(({ payload }: { payload: { data: { consumer: string } } }) =>
      String(payload.data.consumer),
    );
    expect(told).toEqual(made);
    expect(await followed(`${hooks}/${hook.body.id}/deliveries`, 2, "id")).toEqual(
      deliveries.body.items.map(({ id }: { id: string }) => id),
    );
  });
});
