import { expect, it } from "vitest";
import { inbox } from "../subscriptions/life.fixture.ts";
import { eventually } from "../support/management.ts";
import { answer, offer, twoTeams } from "./two-teams.fixture.ts";

const teams = twoTeams();

it("moves a consumer with what it has, and its key works throughout", async () => {
  const { latchkey, make, from, to, provider, giver, taker, addresses, root } = teams();
  const service = await make.service(provider);
  const waiting = await make.service(provider);
  const consumer = await make.consumer(from, { description: "The app in the stores." });
  const { secret } = await make.credential(consumer);
  const subscription = await make.subscription(consumer, service.slug);
  const asked = await make.apply(consumer, waiting.slug);
  const call = () =>
    fetch(`${latchkey.gateway}/${service.slug}/`, { headers: { "X-API-Key": secret.apiKey } });
  const statuses = new Set<number>();
  let calling = true;
  const callers = Promise.all(
    [1, 2].map(async () => {
      while (calling) statuses.add((await call()).status);
    }),
  );
  // Nothing listens there: who comes so far is let through.
  expect((await call()).status).toBe(502);

  const offered = await offer(teams(), consumer);
  expect(offered.body).toMatchObject({ team: from, transfer: { team: to, offeredBy: addresses.giver } });
  const { body: listed } = await taker("GET", `/v1/teams/${to}/transfers`);
  expect(listed.items).toMatchObject([{ id: consumer.id, name: consumer.name, team: from }]);
  const { body: seen } = await taker("GET", `/v1/teams/${to}/transfers/${consumer.id}`);
  expect(seen.credentials).toMatchObject([{ name: "key", type: "api-key" }]);
  expect(seen.subscriptions.map(({ service: slug }: { service: string }) => slug).sort()).toEqual(
    [service.slug, waiting.slug].sort(),
  );
  expect((await taker("GET", `/v1/consumers/${consumer.id}`)).status).toBe(404);

  const accepted = await answer(teams(), consumer, "accept");
  expect(accepted).toMatchObject({ status: 200, body: { team: to, transferred: { from } } });
  expect(accepted.body.transfer).toBeUndefined();
  expect((await giver("GET", `/v1/consumers/${consumer.id}`)).status).toBe(404);
  const moved = await eventually(
    async () => (await taker("GET", `/v1/subscriptions/${subscription.id}`)).body,
    ({ consumerTeam }) => consumerTeam === to,
  );
  expect(moved).toMatchObject({ status: "active" });
  expect(moved.history.at(-1)).toMatchObject({
    action: "transfer",
    actor: "system",
    from: "active",
    to: "active",
  });
  const ended = await eventually(
    async () => (await taker("GET", `/v1/subscriptions/${asked.id}`)).body,
    ({ consumerTeam }) => consumerTeam === to,
  );
  expect(ended.status).toBe("withdrawn");
  for (const id of [subscription.id, asked.id])
    expect((await giver("GET", `/v1/subscriptions/${id}`)).status).toBe(404);
  calling = false;
  await callers;
  expect([...statuses]).toEqual([502]);
  expect((await giver("GET", `/v1/consumers?team=${from}&q=${consumer.name}`)).body.items).toEqual([]);
  expect((await taker("GET", `/v1/consumers?team=${to}&q=${consumer.name}`)).body.items).toHaveLength(1);
  expect((await root("GET", `/v1/consumers/${consumer.id}/limits`)).status).toBe(200);
});

it("tells both teams, and the provider once for all of its services", async () => {
  const { latchkey, make, from, to, provider, addresses } = teams();
  const consumer = await make.consumer(from);
  for (const service of [await make.service(provider), await make.service(provider)])
    await make.subscription(consumer, service.slug);
  const about = (most: number) =>
    eventually(
      async () =>
        (await inbox(latchkey)).filter(({ subject }) => subject.includes(`${consumer.name} (${from},`)),
      (found) => found.length >= most,
    );
  await offer(teams(), consumer);
  await about(2);
  await answer(teams(), consumer, "accept");
  const mails = await about(5);
  expect(mails.map((mail) => `${mail.to}: ${mail.subject.split(":")[0]}`).sort()).toEqual(
    [
      `${addresses.giver}: Offered`,
      `${addresses.taker}: Offered`,
      `${addresses.giver}: Transferred`,
      `${addresses.taker}: Transferred`,
      `${addresses.provider}: Transferred`,
    ].sort(),
  );
  const told = mails.find((mail) => mail.to === addresses.provider);
  expect(told?.text).toContain(`belongs to the team ${to} from now on`);
  expect(told?.text).not.toContain(addresses.taker);
  const taking = mails.find((mail) => mail.to === addresses.taker && mail.subject.startsWith("Transferred"));
  expect(taking?.text).toContain(`The team ${from} knows the secrets`);
});

it("stands in the audit of both teams, each with the place of its own people alone", async () => {
  const { make, from, to, giver, taker } = teams();
  const consumer = await make.consumer(from);
  await offer(teams(), consumer);
  await answer(teams(), consumer, "decline");
  await offer(teams(), consumer);
  await answer(teams(), consumer, "accept");
  const entries = async (send: typeof giver, team: string, most: number) =>
    eventually(
      async () =>
        (await send("GET", `/v1/audit?team=${team}&limit=200`)).body.items
          .filter(({ target }: { target: string }) => target === `consumer/${consumer.id}`)
          .map(({ action, sourceIp }: { action: string; sourceIp?: string }) => [
            action,
            sourceIp !== undefined,
          ])
          .sort(),
      (found) => found.length >= most,
    );
  expect(await entries(giver, from, 5)).toEqual([
    ["consumer.created", true],
    ["consumer.transfer-declined", false],
    ["consumer.transfer-offered", true],
    ["consumer.transfer-offered", true],
    ["consumer.transferred", false],
  ]);
  expect(await entries(taker, to, 2)).toEqual([
    ["consumer.transfer-declined", true],
    ["consumer.transferred", true],
  ]);
});
