import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asPerson, eventually } from "../support/management.ts";
import { onSharedLatchkey } from "../support/on-shared-latchkey.ts";
import { type Receiver, startReceiver } from "../webhooks/receiver.fixture.ts";

const { latchkey, root, make } = onSharedLatchkey();
let channel: Receiver;
beforeAll(async () => {
  channel = await startReceiver();
});
afterAll(() => channel?.stop());

const made = async (fields: object) => {
  const name = randomUUID().slice(0, 8);
  const team = (await make.team({ slug: `c-${name}`, owners: [`olga@c-${name}.test`] })).slug;
  const service = await make.service(team, { slug: `chat-${name}`, ...fields });
  return { make, name, team, service, path: `/v1/services/${service.slug}` };
};
const posted = (slug: string) =>
  channel.received
    .map(({ body }) => JSON.parse(body) as { text: string })
    .filter(({ text }) => text.includes(slug));

describe("The chats of a service", () => {
  it("are told what waits, by a text that strangers' words cannot turn into a link or a mention", async () => {
    const { make, team, service } = await made({
      chat: [{ name: "api", url: `${channel.url}/services/secret` }],
      application: { fields: [{ name: "why", label: "Why?", type: "text", required: true }] },
    });
    expect(service.chat).toEqual([{ name: "api", host: new URL(channel.url).host }]);
    const consumer = await make.consumer(team);
    const words = "<!channel> [Approve](https://evil.example) @here";
    const subscription = await make.apply(consumer, service.slug, { reason: words, answers: { why: words } });
    const [{ text } = { text: "" }] = await eventually(
      async () => posted(service.slug),
      (found) => found.length > 0,
    );
    expect(text).toContain(`/subscriptions/${subscription.id}`);
    expect(text).not.toMatch(/<!|evil\.example|\]\(|@here|\/approvals\//);
    expect(channel.received.every(({ headers }) => headers["content-type"] === "application/json")).toBe(
      true,
    );
    await make.act(subscription, "approve");
    const renewal = await root("POST", `/v1/subscriptions/${subscription.id}/renew`, {});
    expect(renewal.status).toBeLessThan(500);
    expect(posted(service.slug)).toHaveLength(1);
  });

  it("never show their addresses again: in the service, its catalogue, the audit or the list", async () => {
    const secret = `secret-${randomUUID()}`;
    const { name, team, service, path } = await made({
      chat: [{ name: "api", url: `${channel.url}/${secret}` }],
    });
    const olga = await asPerson(latchkey(), `olga@c-${name}.test`);
    const audit = await eventually(
      async () => (await olga("GET", `/v1/audit?team=${team}`)).body.items,
      (found: { action: string }[]) => found.some(({ action }) => action.startsWith("service.")),
    );
    const shown = await Promise.all(
      [path, `/v1/catalog/${service.slug}`, `/v1/services?team=${team}`].map(
        async (each) => (await olga("GET", each)).body,
      ),
    );
    expect(JSON.stringify([audit, ...shown])).not.toContain(secret);
    expect(JSON.stringify(audit)).toContain(new URL(channel.url).host);
    expect(shown[1]).not.toHaveProperty("chat");
  });

  it("are changed as a list: one by its name keeps its address, null is none", async () => {
    const { path } = await made({ chat: [{ name: "api", url: `${channel.url}/a` }] });
    const host = new URL(channel.url).host;
    const both = await root("PATCH", path, { chat: [{ name: "api" }, { url: `${channel.url}/b` }] });
    expect(both.body.chat).toEqual([{ name: "api", host }, { host }]);
    const lost = await root("PATCH", path, { chat: [{ name: "api" }, {}] });
    expect([lost.status, lost.body.errors?.[0]?.pointer]).toEqual([400, "/chat/1/url"]);
    for (const none of [null, []]) {
      await root("PATCH", path, { chat: [{ name: "api", url: `${channel.url}/a` }] });
      expect((await root("PATCH", path, { chat: none })).body).not.toHaveProperty("chat");
    }
  });
});
