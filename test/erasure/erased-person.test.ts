import { GetItemCommand, PutItemCommand, ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { startTestTable, type TestTable } from "@latchkey/aws/testing/dynamodb-for-tests";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decide, inbox, linkIn } from "../subscriptions/life.fixture.ts";
import { askRoot } from "../support/ask-root.ts";
import { type Making, making } from "../support/making.ts";
import { asPerson, asRoot, eventually, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

const TableName = "latchkey";
const ANN = "ann@people.test";
const TEAMS = ["latchkey", "callers", "providers"];
let engine: TestTable;
let latchkey: RunningLatchkey;
let root: Send;
let make: Making;
let ann: Send;
let asked: { id: string };
let decided: { id: string };
let mine: { slug: string };
let named: string;
let kept: { consumer: string; credential: string };
let link: string;
let chainsBefore: object[];

beforeAll(async () => {
  engine = await startTestTable();
  latchkey = await startLatchkey({ DYNAMODB_ENDPOINT: engine.endpoint });
  root = asRoot(latchkey);
  make = making(root);
  await make.team({ slug: "providers", owners: [ANN, "owner@providers.test"] });
  await make.team({ slug: "callers", owners: [ANN] });
  ann = await asPerson(latchkey, ANN);
  const annMakes = making(ann);
  await ann("PUT", "/v1/teams/callers/members/bob@people.test", { role: "member" });
  mine = await annMakes.service("providers", {
    approvers: [ANN, "approver@providers.test"],
    openapi: { info: { contact: ANN } },
  });
  const consumer = await annMakes.consumer("callers", { description: `Ask ${ANN}.` });
  asked = await annMakes.apply(consumer, mine.slug, { reason: `mail Ann@People.test` });
  const mails = await eventually(
    () => inbox(latchkey),
    (all) => all.some(({ to, text }) => to.includes(ANN) && text.includes("/approvals/")),
  );
  link = linkIn(mails.find(({ to, text }) => to.includes(ANN) && text.includes("/approvals/")) ?? Object());
  const other = await annMakes.service("providers");
  decided = await annMakes.apply(consumer, other.slug);
  await annMakes.act(decided, "approve", { reason: "by me" });
  await annMakes.act(decided, "cancel");
  await annMakes.apply(consumer, other.slug);
  const { credential } = await annMakes.credential(consumer, { type: "basic", username: ANN });
  kept = { consumer: consumer.id, credential: credential.id };
  named = (await annMakes.credential(consumer, { name: `laptop of ${ANN}` })).credential.id;
  await make.team({ slug: "others", owners: ["owner@others.test"] });
  const others = await asPerson(latchkey, "owner@others.test");
  await others("PUT", `/v1/teams/others/members/${ANN}`, { role: "member" });
  await making(others).service("others", { approvers: [ANN] });
  await told("callers", "credential.created", "subscription.cancelled");
  await told("providers", "service.published", "subscription.cancelled");
  await told("others", "service.published", "invitation.created", "invitation.created");
  chainsBefore = await chains();
});
afterAll(async () => {
  await latchkey[Symbol.asyncDispose]();
  await engine.stop();
});

const items = async (): Promise<Record<string, unknown>[]> => {
  const { Items = [], LastEvaluatedKey } = await engine.client.send(
    new ScanCommand({ TableName, ConsistentRead: true }),
  );
  expect(LastEvaluatedKey).toBeUndefined();
  return Items.map((item) => unmarshall(item));
};
const text = (value: unknown) =>
  JSON.stringify(value, (_key, part) => (part instanceof Set ? [...part] : part));
const naming = async (address: string) =>
  (await items())
    .filter((item) => text(item).toLowerCase().includes(address))
    .map(({ pk, sk }) => `${pk} ${sk}`);
const chains = () =>
  Promise.all(TEAMS.map(async (team) => (await root("GET", `/v1/audit/verify?team=${team}`)).body));
/** Until the audit of the team has an entry for each of these. */
const count = (all: readonly string[], one: string): number => all.filter((each) => each === one).length;
const told = async (team: string, ...actions: string[]) => {
  await eventually(
    async () => (await root("GET", `/v1/audit?team=${team}&limit=200`)).body.items,
    // An action that is named twice has to be there twice.
    (items: { action: string }[]) =>
      actions.every(
        (each) =>
          count(
            items.map(({ action }) => action),
            each,
          ) >= count(actions, each),
      ),
  );
};

const erase = (email: string) => askRoot(latchkey, { do: "erase-person", email });

describe("a person who is to be erased", () => {
  it("is not while a team would be left without an owner, and then nothing was done", async () => {
    const before = await naming(ANN);
    const refused = await erase(ANN);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(refused.body)).toContain("callers");
    expect(await naming(ANN)).toEqual(before);
  });

  it("stands in many places before", async () => {
    const kinds = new Set((await naming(ANN)).map((where) => where.replace(/#.*? /, " ").replace(/#.*/, "")));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        "AUDIT ENTRY",
        "CONSUMER CREDENTIAL",
        "CONSUMER META",
        "INVITATIONS INVITATION",
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
    await engine.client.send(
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

  it("is taken out of the name of a credential, which works on as it did", async () => {
    const { body } = await root("GET", `/v1/consumers/${kept.consumer}/credentials/${named}`);
    expect(body).toMatchObject({ name: `laptop of ${pseudonym}`, status: "enabled" });
  });

  it("stands nowhere in the table but where the answer says that it was left: the user name of a credential, a document", async () => {
    expect((await naming(ANN)).sort()).toEqual(left.toSorted());
    expect(left.map((where: string) => where.split(" ")[1]?.split("#")[0]).sort()).toEqual([
      "CREDENTIAL",
      "OPENAPI",
    ]);
    await root("PATCH", `/v1/services/${mine.slug}`, { openapi: null });
    await root("DELETE", `/v1/consumers/${kept.consumer}/credentials/${kept.credential}`);
    await told("callers", "credential.revoked");
    await told("providers", "service.changed");
    expect(await erase(ANN)).toMatchObject({ status: 200, body: { done: true, left: [] } });
    expect(await naming(ANN)).toEqual([]);
    expect(latchkey.output().toLowerCase()).not.toContain(ANN);
  });

  it("is in no team, sees nothing of one, and decides by no link", async () => {
    expect((await ann("GET", "/v1/teams")).body).toMatchObject({ items: [] });
    expect((await ann("GET", `/v1/services/${mine.slug}`)).status).toBe(404);
    expect((await decide(link, "approve")).status).toBe(410);
    expect((await root("GET", `/v1/services/${mine.slug}`)).body.approvers).toEqual([
      "approver@providers.test",
    ]);
  });

  it("is one and the same nobody in every history", async () => {
    const { body } = await root("GET", `/v1/subscriptions/${decided.id}`);
    expect(body.history.map(({ actor }: { actor: string }) => actor)).toEqual([
      pseudonym,
      pseudonym,
      pseudonym,
    ]);
    expect(pseudonym).toMatch(/^erased-[0-9a-f]{16}$/);
    expect((await root("GET", `/v1/subscriptions/${asked.id}`)).body).toMatchObject({
      status: "pending",
      reason: `mail ${pseudonym}`,
    });
    const from = (await items()).filter(
      (item) => text(item).includes(pseudonym) && text(item).includes("sourceIp"),
    );
    for (const item of from)
      expect(text(item)).not.toMatch(new RegExp(`"actor":"${pseudonym}"[^}]*"sourceIp"`));
  });

  it("leaves an audit that is as it was written but for what it says was taken out", async () => {
    const after = await chains();
    for (const [index, chain] of after.entries()) {
      expect(chain).toMatchObject({ ok: true });
      expect(chain.entries).toBeGreaterThanOrEqual(Object(chainsBefore[index]).entries);
    }
    expect(after[1].redacted).toBeGreaterThan(3);
    const { body } = await root("GET", "/v1/audit?team=callers&limit=200");
    const entry = body.items.find(({ action }: { action: string }) => action === "member.removed");
    expect(entry).toMatchObject({ target: `member/callers/${pseudonym}`, redacted: true });
  });

  it("cannot be put back, and nobody else can be put in that place", async () => {
    const found = (await items()).find(
      ({ pk, redacted }) => pk === "AUDIT#callers" && redacted !== undefined,
    );
    const key = marshall({ pk: found?.["pk"], sk: found?.["sk"] });
    const { Item } = await engine.client.send(new GetItemCommand({ TableName, Key: key }));
    const forge = (UpdateExpression: string, values?: object) =>
      engine.client.send(
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
    expect((await chains())[1]).toMatchObject({ ok: false, reason: "changed" });
    await engine.client.send(new PutItemCommand({ TableName, Item: { ...Item } }));
    await forge("SET #text = #text REMOVE redacted");
    expect((await chains())[1]).toMatchObject({ ok: false, reason: "changed" });
    await engine.client.send(new PutItemCommand({ TableName, Item: { ...Item } }));
    expect((await chains())[1]).toMatchObject({ ok: true });
  });
});
