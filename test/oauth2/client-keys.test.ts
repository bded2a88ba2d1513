import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ASSERTION_TYPE, assertionOf, calledByClients, GRANT, PUBLIC_PEM } from "./oauth2.fixture.ts";

const { called, clients } = calledByClients();

describe("a client with a key", () => {
  const pem = (key: KeyObject) => key.export({ format: "pem", type: "spki" }).toString();
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const ed = generateKeyPairSync("ed25519");
  const ask = (assertion: string, from?: string) =>
    clients().ask(
      [GRANT, ASSERTION_TYPE, ["client_assertion", assertion]],
      from === undefined ? {} : { from },
    );

  it.each([
    ["RS256", rsa],
    ["PS256", rsa],
    ["EdDSA", ed],
  ])("signs with %s", async (alg, { publicKey, privateKey: key }) => {
    const client = await clients().client({ publicKey: pem(publicKey) });
    expect(client.secret).toEqual({ clientId: client.id });
    const { status, json } = await ask(
      await assertionOf(client.id, clients().audiences.endpoint, {}, { key, alg }),
    );
    expect([status, (await clients().call(json.access_token)).status]).toEqual([200, 200]);
  });

  it.each(["RS384", "RS512", "PS512"])("does not sign with %s", async (alg) => {
    const client = await clients().client({ publicKey: pem(rsa.publicKey) });
    expect(
      (
        await ask(
          await assertionOf(client.id, clients().audiences.control, {}, { key: rsa.privateKey, alg }),
          "127.30.1.1",
        )
      ).status,
    ).toBe(401);
  });

  it("uses each assertion once, however many arrive at once", async () => {
    const client = await clients().client({ publicKey: PUBLIC_PEM });
    const assertion = await assertionOf(client.id, [clients().audiences.control]);
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(assertion, "127.30.2.1")));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(401)]);
    const revoked = await clients().send(
      "/oauth2/revoke",
      [["token", "x"], ASSERTION_TYPE, ["client_assertion", assertion]],
      { from: "127.30.3.1" },
    );
    expect(revoked.status).toBe(401);
  });

  it("uses up an assertion by a request that is refused for its resource", async () => {
    const client = await clients().client({ publicKey: PUBLIC_PEM });
    const assertion = await assertionOf(client.id, clients().audiences.control);
    const refused = await clients().ask([
      GRANT,
      ASSERTION_TYPE,
      ["client_assertion", assertion],
      ["resource", "https://a.example"],
    ]);
    expect(refused.json.error).toBe("invalid_target");
    expect((await ask(assertion)).status).toBe(401);
  });

  it("is given another key by a change, and not by a rotation", async () => {
    const client = await clients().client({ publicKey: PUBLIC_PEM });
    const path = `/v1/consumers/${client.consumer.id}/credentials/${client.credential.id}`;
    expect((await called().root("POST", `${path}/rotate`, {})).status).toBe(400);
    expect((await called().root("PATCH", path, { publicKey: pem(ed.publicKey) })).status).toBe(200);
    expect((await ask(await assertionOf(client.id, clients().audiences.control))).status).toBe(401);
    expect(
      (
        await ask(
          await assertionOf(client.id, clients().audiences.control, {}, { key: ed.privateKey, alg: "EdDSA" }),
        )
      ).status,
    ).toBe(200);
  });

  it.each([
    ["both", { publicKey: PUBLIC_PEM, jwksUri: "https://a.example/jwks" }, "/jwksUri"],
    [
      "a curve that none of the algorithms has",
      { publicKey: pem(generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey) },
      "/publicKey",
    ],
    ["an address of the stage itself", { jwksUri: "CONTROL/oauth2/jwks" }, "/jwksUri"],
    ["a position", { in: [{ where: "header", name: "X-Token" }] }, "/in"],
    ["too short a life", { accessTokenSeconds: 59 }, "/accessTokenSeconds"],
    ["too long a life", { accessTokenSeconds: 3601 }, "/accessTokenSeconds"],
  ])("is not made with %s", async (_what, fields, pointer) => {
    const consumer = await called().make.consumer("callers");
    const body = JSON.parse(
      JSON.stringify({ name: "c", type: "oauth2", ...fields }).replace("CONTROL", called().latchkey.control),
    );
    const answer = await called().root("POST", `/v1/consumers/${consumer.id}/credentials`, body);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([400, pointer]);
  });
});
