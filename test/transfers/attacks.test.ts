import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { freshName, machineOf } from "../support/making.ts";
import { asPerson, eventually } from "../support/management.ts";
import { answer, offer, twoTeams } from "./two-teams.fixture.ts";

const teams = twoTeams();

/** What an answer tells, but for what differs from one consumer to the next. */
const told = ({ status, body, headers }: Awaited<ReturnType<typeof offer>>, names: string[]) => {
  const {
    id: _id,
    createdAt: _made,
    updatedAt: _changed,
    requestId: _request,
    instance: _at,
    ...rest
  } = body;
  const dates = { offeredAt: "", expiresAt: "" };
  const shown = rest.transfer ? { ...rest, transfer: { ...rest.transfer, ...dates } } : rest;
  const text = names.reduce((left, name, at) => left.replaceAll(name, `<${at}>`), JSON.stringify(shown));
  return { status, text, etag: headers.get("etag") };
};

it("an offer tells nothing of the other team: unknown, with such a consumer, full or suspended, it is answered alike", async () => {
  const { make, from, to, root } = teams();
  const [unknown, suspended] = [freshName("unknown"), (await make.team()).slug];
  await root("POST", `/v1/teams/${suspended}/suspend`);
  const name = freshName("same");
  await make.consumer(to, { name });
  const answers = [];
  for (const team of [unknown, suspended, to]) {
    const consumer = await make.consumer(from, team === to ? { name } : {});
    answers.push(told(await offer(teams(), consumer, team), [consumer.name, team]));
  }
  const [first, ...others] = answers;
  expect(first?.status).toBe(200);
  for (const each of others) expect(each).toEqual(first);
});

it("what stands in the way in the other team is told to its owner, and nothing is moved", async () => {
  const { make, from, to, taker, root } = teams();
  const name = freshName("taken");
  await make.consumer(to, { name });
  const consumer = await make.consumer(from, { name });
  await offer(teams(), consumer);
  expect(await answer(teams(), consumer, "accept")).toMatchObject({
    status: 409,
    body: { code: "name-taken" },
  });
  expect((await root("GET", `/v1/consumers/${consumer.id}`)).body.team).toBe(from);
  expect((await answer(teams(), consumer, "decline")).status).toBe(204);
  expect((await taker("GET", `/v1/teams/${to}/transfers/${consumer.id}`)).status).toBe(404);
});

it("a slug that is taken after the offer has nothing of it", async () => {
  const { make, from, latchkey } = teams();
  const slug = freshName("squatted");
  const consumer = await make.consumer(from);
  await offer(teams(), consumer, slug);
  const squatter = await asPerson(latchkey, `squatter@${slug}.test`);
  expect((await squatter("POST", "/v1/teams", { slug, name: "Mine" })).status).toBe(201);
  expect((await squatter("GET", `/v1/teams/${slug}/transfers`)).body.items).toEqual([]);
  const path = `/v1/teams/${slug}/transfers/${consumer.id}`;
  expect((await squatter("GET", path)).status).toBe(404);
  expect((await squatter("POST", `${path}/accept`)).status).toBe(404);
});

it("only a person who owns the other team answers, once", async () => {
  const { make, from, to, latchkey, root, giver, member, stranger, taker } = teams();
  const consumer = await make.consumer(from);
  await offer(teams(), consumer);
  const machine = (await machineOf(latchkey, root, to, { scopes: ["owner"] })).send;
  for (const decision of ["accept", "decline"] as const) {
    expect((await answer(teams(), consumer, decision, giver)).status).toBe(404);
    expect((await answer(teams(), consumer, decision, stranger)).status).toBe(404);
    expect((await answer(teams(), consumer, decision, member)).status).toBe(403);
    expect((await answer(teams(), consumer, decision, machine)).status).toBe(403);
    expect((await answer(teams(), consumer, decision, root)).status).toBe(403);
  }
  expect((await answer(teams(), consumer, "accept")).status).toBe(200);
  for (const decision of ["accept", "decline"] as const)
    expect((await answer(teams(), consumer, decision)).status).toBe(404);
  expect((await taker("GET", `/v1/consumers/${consumer.id}`)).body.team).toBe(to);
});

it("a consumer that manages is not given away: its key would act in the other team", async () => {
  const { latchkey, root, from, giver, make } = teams();
  const { consumer } = await machineOf(latchkey, root, from);
  expect(await offer(teams(), consumer)).toMatchObject({ status: 409, body: { code: "not-empty" } });
  const later = await make.consumer(from);
  await offer(teams(), later);
  await make.apply(later, "latchkey");
  expect(await answer(teams(), later, "accept")).toMatchObject({ status: 409, body: { code: "not-empty" } });
  expect((await giver("GET", `/v1/consumers/${later.id}`)).status).toBe(200);
});

it("neither a suspended team nor one that is new floods another with offers", async () => {
  const { latchkey, make, to, root } = teams();
  const slug = freshName("flood");
  const flooder = await asPerson(latchkey, `owner@${slug}.test`);
  await flooder("POST", "/v1/teams", { slug, name: "Flood" });
  const { id, name } = (await flooder("POST", "/v1/consumers", { name: "one", team: slug })).body;
  const statuses = [];
  for (let made = 0; made < 21; made += 1)
    statuses.push(
      (await flooder("POST", `/v1/consumers/${id}/transfer`, { team: to, confirm: name })).status,
    );
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 200), 429]);
  await root("POST", `/v1/teams/${slug}/suspend`);
  expect((await answer(teams(), { id, name }, "accept")).status).toBe(403);
  await root("POST", `/v1/teams/${slug}/resume`);
  expect((await make.consumer(slug)).team).toBe(slug);
});

it("an issuer's keys stay with their team, which lets the other in; then tokens hold throughout", async () => {
  const { make, from, to, giver } = teams();
  const issuer = `https://${freshName("issuer")}.example`;
  const publicKey = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
  const consumer = await make.consumer(from);
  await make.credential(consumer, { type: "jwt", algorithm: "EdDSA", issuer, subject: "app", publicKey });
  expect(await offer(teams(), consumer)).toMatchObject({ status: 409, body: { code: "issuer-taken" } });
  const path = `/v1/issuers/${encodeURIComponent(issuer)}`;
  await giver("PUT", path, { teams: [from, to] });
  expect((await offer(teams(), consumer)).status).toBe(200);
  await giver("PUT", path, { teams: [from] });
  expect(await answer(teams(), consumer, "accept")).toMatchObject({
    status: 409,
    body: { code: "issuer-taken" },
  });
  await giver("PUT", path, { teams: [from, to] });
  expect((await answer(teams(), consumer, "accept")).status).toBe(200);
  // The identity is the other team's from now on: this team may have it again, and that one not twice.
  const token = { type: "jwt", algorithm: "EdDSA", issuer, subject: "app", publicKey };
  await make.credential(await make.consumer(from), token);
  await expect(make.credential(await make.consumer(to), token)).rejects.toThrow("credential-taken");
});

it("a consumer comes back under its name, and its secrets keep to the rule of the team that has it", async () => {
  const { make, from, to, giver, taker, root } = teams();
  const consumer = await make.consumer(from);
  const { credential } = await make.credential(consumer);
  await root("PATCH", `/v1/teams/${to}`, { maxCredentialDays: 7 });
  await offer(teams(), consumer);
  const { body } = await taker("GET", `/v1/teams/${to}/transfers/${consumer.id}`);
  const end = new Date(Date.parse(credential.createdAt) + 7 * 86_400_000).toISOString();
  expect(body.credentials).toMatchObject([{ endsAt: end }]);
  await answer(teams(), consumer, "accept");
  await eventually(
    async () => (await taker("GET", `/v1/consumers/${consumer.id}/credentials/${credential.id}`)).body,
    ({ expiresAt }) => expiresAt === end,
  );
  await root("PATCH", `/v1/teams/${to}`, { maxCredentialDays: null });
  await taker("POST", `/v1/consumers/${consumer.id}/transfer`, { team: from, confirm: consumer.name });
  const back = await giver("POST", `/v1/teams/${from}/transfers/${consumer.id}/accept`);
  expect(back).toMatchObject({ status: 200, body: { team: from, transferred: { from: to } } });
});
