import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type OwnCalled, startCalled } from "../credentials/called.fixture.ts";
import { basicOf, type Client, clientsOf, GRANT } from "./oauth2.fixture.ts";

let called: OwnCalled;
let clients: ReturnType<typeof clientsOf>;
let client: Client;
let token: string;
let ahead = 0;

beforeAll(async () => {
  called = await startCalled();
  clients = clientsOf(called);
});
afterAll(() => called.stop());

/** When the revocation time is over, and the time before which nothing has to be felt. */
const pass = (seconds: number) => {
  ahead += seconds;
  return called.root("PUT", "/_local/clock", { offsetSeconds: ahead });
};

beforeEach(async () => {
  client = await clients.client();
  token = await clients.tokenOf(client);
  expect((await clients.call(token)).status).toBe(200);
});

const codeOf = async (one: string) => {
  const answer = await clients.call(one);
  return [answer.status, ((await answer.json()) as { code?: string }).code];
};
const credentialPath = () => `/v1/consumers/${client.consumer.id}/credentials/${client.credential.id}`;
const asked = async () => (await clients.ask([GRANT], { authorization: basicOf(client) })).json;

describe("a token that is remembered is refused when the revocation time is over, since", () => {
  it("its client was disabled, and stays so when the client is enabled again", async () => {
    await called.root("PATCH", credentialPath(), { status: "disabled" });
    await pass(6);
    expect(await codeOf(token)).toEqual([401, "invalid-credential"]);
    expect((await asked()).error).toBe("invalid_client");
    await called.root("PATCH", credentialPath(), { status: "enabled" });
    await pass(6);
    expect(await codeOf(token)).toEqual([401, "invalid-credential"]);
    expect((await clients.call(await clients.tokenOf(client))).status).toBe(200);
  });

  it("its client was deleted", async () => {
    await called.root("DELETE", credentialPath());
    await pass(6);
    expect(await codeOf(token)).toEqual([401, "invalid-credential"]);
  });

  it("its client's end has come", async () => {
    const { body } = await called.root("GET", "/v1/me");
    expect(body.kind).toBe("machine");
    const expiresAt = new Date(Date.now() + (ahead + 60) * 1000).toISOString();
    await called.root("PATCH", credentialPath(), { expiresAt });
    expect((await clients.call(token)).status).toBe(200);
    await pass(61);
    expect(await codeOf(token)).toEqual([401, "invalid-credential"]);
  });

  it("its consumer was suspended", async () => {
    await called.root("POST", `/v1/consumers/${client.consumer.id}/suspend`);
    await pass(6);
    expect(await codeOf(token)).toEqual([403, "consumer-suspended"]);
    expect(await asked()).toMatchObject({ error: "unauthorized_client" });
    await called.root("POST", `/v1/consumers/${client.consumer.id}/resume`);
    expect((await clients.call(token)).status).toBe(200);
  });

  it("its consumer was deleted", async () => {
    const { id, name } = client.consumer;
    await called.root("DELETE", `/v1/consumers/${id}?confirm=${name}`);
    await pass(6);
    expect(await codeOf(token)).toEqual([401, "invalid-credential"]);
    expect((await asked()).error).toBe("invalid_client");
  });

  it("its team was suspended", async () => {
    await called.root("POST", "/v1/teams/callers/suspend");
    await pass(6);
    expect(await codeOf(token)).toEqual([403, "team-suspended"]);
    expect(await asked()).toMatchObject({ error: "unauthorized_client" });
    await called.root("POST", "/v1/teams/callers/resume");
    expect((await clients.call(token)).status).toBe(200);
  });

  it("its subscription was revoked", async () => {
    const { body } = await called.root("GET", `/v1/consumers/${client.consumer.id}/subscriptions`);
    await called.make.act(body.items[0], "revoke", { reason: "over" });
    await pass(6);
    expect(await codeOf(token)).toEqual([403, "no-subscription"]);
    const resource = ["resource", called.url()] as const;
    expect((await clients.ask([GRANT, resource], { authorization: basicOf(client) })).json.error).toBe(
      "invalid_target",
    );
  });

  it("it was revoked itself, while the client's other tokens live on", async () => {
    const other = await clients.tokenOf(client);
    const answers = await Promise.all([clients.revoke(client, token), clients.revoke(client, token)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await pass(6);
    expect(await codeOf(token)).toEqual([401, "invalid-credential"]);
    expect((await clients.call(other)).status).toBe(200);
  });

  it("it has ended itself", async () => {
    await pass(900);
    expect(await codeOf(token)).toEqual([401, "invalid-credential"]);
  });
});

describe("a token lives on", () => {
  it("when its client's secret is rotated, both secrets too until the overlap is over", async () => {
    const { body } = await called.root("POST", `${credentialPath()}/rotate`, { overlapSeconds: 60 });
    expect(body.secret).toEqual({ clientId: client.id, clientSecret: expect.stringMatching(/^lkcs_/) });
    const rotated = { id: client.id, password: body.secret.clientSecret };
    await pass(6);
    const status = async (one: typeof rotated) =>
      (await clients.ask([GRANT], { authorization: basicOf(one), from: "127.40.1.1" })).status;
    expect([(await clients.call(token)).status, await status(client), await status(rotated)]).toEqual([
      200, 200, 200,
    ]);
    await pass(61);
    expect([(await clients.call(token)).status, await status(client), await status(rotated)]).toEqual([
      200, 401, 200,
    ]);
  });

  it("when another client revokes it, or one that is not proven", async () => {
    const other = await clients.client();
    expect((await clients.revoke(other, token)).status).toBe(200);
    expect((await clients.revoke({ ...client, password: "lkcs_wrong" }, token)).status).toBe(401);
    for (const what of ["no token", `${token}x`, client.password])
      expect((await clients.revoke(client, what)).status).toBe(200);
    await pass(6);
    expect((await clients.call(token)).status).toBe(200);
  });
});

it("a client revokes more tokens than are kept apart, and none of them is served", async () => {
  const many: string[] = [];
  while (many.length < 110) many.push(await clients.tokenOf(client));
  for (const one of many) expect((await clients.revoke(client, one)).status).toBe(200);
  await pass(6);
  const answers = await Promise.all(many.map(async (one) => (await clients.call(one)).status));
  expect(new Set(answers)).toEqual(new Set([401]));
  await pass(2);
  expect((await clients.call(await clients.tokenOf(client))).status).toBe(200);
});

it("revocation asks for a token", async () => {
  const { status, json } = await clients.send("/oauth2/revoke", [["token_type_hint", "access_token"]], {
    authorization: basicOf(client),
  });
  expect([status, json.error]).toEqual([400, "invalid_request"]);
});
