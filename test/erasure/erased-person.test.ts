import { GetItemCommand, PutItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { beforeAll, describe, expect, it } from "vitest";
import { decide } from "../subscriptions/life.fixture.ts";
import { askRoot } from "../support/ask-root.ts";
import {
  ANN,
  auditChains,
  audited,
  itemsNaming,
  itemsOf,
  ownNamingStage,
  TableName,
  textOf,
} from "./naming-stage.fixture.ts";

const { stage, root } = ownNamingStage();

const erase = (email: string) => askRoot(stage().latchkey, { do: "erase-person", email });

describe("a person who is to be erased", () => {
  it("is refused while a team would be left without an owner, and nothing is changed", async () => {
    const before = await itemsNaming(stage(), ANN);
    const refused = await erase(ANN);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(refused.body)).toContain("callers");
    expect(await itemsNaming(stage(), ANN)).toEqual(before);
  });

  it("is named in every kind of record before", async () => {
    const kinds = new Set(
      (await itemsNaming(stage(), ANN)).map((where) => where.replace(/#.*? /, " ").replace(/#.*/, "")),
    );
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        "AUDIT ENTRY",
        "CONSUMER CREDENTIAL",
        "CONSUMER META",
        "DELEGATION META",
        "INVITATIONS INVITATION",
        "MAIL-CHOICE META",
        "SERVICE META",
        "SUBSCRIPTION HISTORY",
        "SUBSCRIPTION META",
        "TEAM MEMBER",
      ]),
    );
  });
});

describe("a person who was erased", () => {
  let pseudonym: string;
  let left: string[];
  beforeAll(async () => {
    await root("PUT", "/v1/teams/callers/members/new@callers.test", { role: "owner" });
    // Pending mails and failed mails name the person too.
    await stage().engine.client.send(
      new PutItemCommand({
        TableName,
        Item: marshall({
          pk: "RECEIPT#any",
          sk: "META",
          result: { kind: "member", keys: { team: "callers", email: ANN } },
        }),
      }),
    );
    const { status, body } = await erase(ANN.toUpperCase());
    expect([status, body]).toMatchObject([200, { did: "erase-person", done: true }]);
    ({ pseudonym, left } = body);
  });

  it("is removed from the name of a credential, which still works", async () => {
    const { body } = await root("GET", `/v1/consumers/${stage().consumer}/credentials/${stage().named}`);
    expect(body).toMatchObject({ name: `laptop of ${pseudonym}`, status: "enabled" });
  });

  it("is named only where the answer says so: in a credential's user name, in a document", async () => {
    expect((await itemsNaming(stage(), ANN)).sort()).toEqual(left.toSorted());
    expect(left.map((where: string) => where.split(" ")[1]?.split("#")[0]).sort()).toEqual([
      "CREDENTIAL",
      "OPENAPI",
    ]);
    await root("PATCH", `/v1/services/${stage().service.slug}`, { openapi: null });
    await root("DELETE", `/v1/consumers/${stage().consumer}/credentials/${stage().basic}`);
    await audited(root, "callers", "credential.revoked");
    await audited(root, "providers", "service.changed");
    expect(await erase(ANN)).toMatchObject({ status: 200, body: { done: true, left: [] } });
    expect(await itemsNaming(stage(), ANN)).toEqual([]);
    expect(stage().latchkey.output().toLowerCase()).not.toContain(ANN);
  });

  it("is in no team, sees nothing of one, and decides by no link", async () => {
    expect((await stage().ann("GET", "/v1/teams")).body).toMatchObject({ items: [] });
    expect((await stage().ann("GET", `/v1/services/${stage().service.slug}`)).status).toBe(404);
    expect((await decide(stage().link, "approve")).status).toBe(410);
    expect((await root("GET", `/v1/services/${stage().service.slug}`)).body.approvers).toEqual([
      "approver@providers.test",
    ]);
  });

  it("has one pseudonym in every history", async () => {
    const { body } = await root("GET", `/v1/subscriptions/${stage().decided.id}`);
    expect(body.history.map(({ actor }: { actor: string }) => actor)).toEqual([
      pseudonym,
      pseudonym,
      pseudonym,
    ]);
    expect(pseudonym).toMatch(/^erased-[0-9a-f]{16}$/);
    expect((await root("GET", `/v1/subscriptions/${stage().pending.id}`)).body).toMatchObject({
      status: "pending",
      reason: `mail ${pseudonym}`,
    });
    const from = (await itemsOf(stage())).filter(
      (item) => textOf(item).includes(pseudonym) && textOf(item).includes("sourceIp"),
    );
    for (const item of from)
      expect(textOf(item)).not.toMatch(new RegExp(`"actor":"${pseudonym}"[^}]*"sourceIp"`));
  });

  it("leaves an audit that is unchanged but for what it says was redacted", async () => {
    const after = await auditChains(root);
    for (const [index, chain] of after.entries()) {
      expect(chain).toMatchObject({ ok: true });
      expect(chain.entries).toBeGreaterThanOrEqual(Object(stage().chainsBefore[index]).entries);
    }
    expect(after[1].redacted).toBeGreaterThan(3);
    const { body } = await root("GET", "/v1/audit?team=callers&limit=200");
    const entry = body.items.find(({ action }: { action: string }) => action === "member.removed");
    expect(entry).toMatchObject({ target: `member/callers/${pseudonym}`, redacted: true });
  });

  it("cannot be put back, and no other name can be put in its place", async () => {
    const found = (await itemsOf(stage())).find(
      ({ pk, redacted }) => pk === "AUDIT#callers" && redacted !== undefined,
    );
    const key = marshall({ pk: found?.["pk"], sk: found?.["sk"] });
    const { Item } = await stage().engine.client.send(new GetItemCommand({ TableName, Key: key }));
    const forge = (UpdateExpression: string, values?: object) =>
      stage().engine.client.send(
        new UpdateItemCommand({
          TableName,
          Key: key,
          UpdateExpression,
          ExpressionAttributeNames: { "#text": "text", ...(UpdateExpression.includes("redacted") ? {} : {}) },
          ...(values ? { ExpressionAttributeValues: marshall(values) } : {}),
        }),
      );
    const other = String(found?.["text"]).replaceAll(pseudonym, "mallory@people.test");
    await forge("SET #text = :text", { ":text": other });
    expect((await auditChains(root))[1]).toMatchObject({ ok: false, reason: "changed" });
    await stage().engine.client.send(new PutItemCommand({ TableName, Item: { ...Item } }));
    await forge("SET #text = #text REMOVE redacted");
    expect((await auditChains(root))[1]).toMatchObject({ ok: false, reason: "changed" });
    await stage().engine.client.send(new PutItemCommand({ TableName, Item: { ...Item } }));
    expect((await auditChains(root))[1]).toMatchObject({ ok: true });
  });
});
