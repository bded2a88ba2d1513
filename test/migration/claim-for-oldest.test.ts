import { generateKeyPairSync, randomBytes } from "node:crypto";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { credentialKey, pointerKey, teamKey } from "@latchkey/aws/dynamo/keys";
import { migrateTable } from "@latchkey/aws/migration/migrate-table";
import { SCHEMA_VERSION } from "@latchkey/aws/migration/schema-item";
import { authorizerTable } from "@latchkey/aws/stores/authorizer-table";
import { startTestStore, type TestStore } from "@latchkey/aws/testing/store-for-tests";
import { workOn } from "@latchkey/aws/testing/work-for-tests";
import { NewCredential } from "@latchkey/core/credential/credential-input";
import { issueCredential } from "@latchkey/core/credential/issue-credential";
import { jwtPointer } from "@latchkey/core/credential/jwt/jwt-pointer";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import { newId } from "@latchkey/core/id";
import { PLATFORM_TEAM } from "@latchkey/core/team/team";
import { change } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const ISSUER = "https://idp.example";
const pem = generateKeyPairSync("ed25519").publicKey.export({ format: "pem", type: "spki" }).toString();

let store: TestStore;
beforeEach(async () => {
  store = await startTestStore();
  await store.keep({ team: fresh.team({ slug: PLATFORM_TEAM }) });
  for (const slug of ["owners", "others"]) await store.keep({ team: fresh.team({ slug }) });
});
afterEach(() => store.stop());

const put = (item: object) =>
  store.client.send(
    new PutItemCommand({ TableName: store.tableName, Item: marshall(item, { removeUndefinedValues: true }) }),
  );

/** A credential with public keys as the code before wrote it: in no list of its issuer, its identity held among all. */
const older = async (team: string, madeAt: number, subject?: string) => {
  const consumer = fresh.consumer(team);
  const pointer = jwtPointer(ISSUER, "sub", subject);
  const { type: _type, imported: _imported, secrets: _secrets, ...common } = fresh.credential(consumer.id);
  const doc = {
    ...common,
    id: newId("crd", madeAt, randomBytes),
    type: "jwt",
    algorithms: ["EdDSA"],
    issuer: ISSUER,
    subjectClaim: "sub",
    ...(subject === undefined ? {} : { subject }),
    key: { kind: "pem", pem },
    requireExpiry: true,
    clockSkewSeconds: 60,
    pointers: [pointer],
  };
  await store.keep({ consumer });
  const listed = { gsi1pk: `CREDENTIALS-OF-CONSUMER#${consumer.id}`, gsi1sk: doc.id };
  await put({ ...credentialKey(consumer.id, lookupOf(doc.id)), doc, revision: 1, ...listed });
  await put({ ...pointerKey(pointer), holder: `${consumer.id}/${doc.id}` });
  return { consumer, doc, pointer };
};
const migrate = (again = false) =>
  migrateTable({ table: store, timeLeft: () => Number.POSITIVE_INFINITY, again });
const owner = async () => (await store.stores.issuer(ISSUER))?.issuer;

const issue = async (team: string) => {
  const consumer = fresh.consumer(team);
  await store.keep({ consumer });
  const input = {
    name: "k",
    type: "jwt",
    algorithm: "EdDSA",
    issuer: ISSUER,
    publicKey: pem,
    subject: "new",
  };
  return issueCredential(workOn(store), consumer.id, NewCredential.parse(input));
};

describe("the migration to owned issuers", () => {
  it.each([
    ["the owner's first", ["owners", "others"]],
    ["the other's first", ["others", "owners"]],
  ])("gives an issuer to the team of the oldest credential, with %s in the table", async (_order, teams) => {
    for (const team of teams) await older(team, team === "owners" ? NOW - 1000 : NOW, `worker-of-${team}`);
    for (let n = 0; n < 10; n += 1) await older("others", NOW + n, `more-${n}`);
    expect(await migrate()).toMatchObject({ version: SCHEMA_VERSION, done: true });
    expect(await owner()).toMatchObject({ team: "owners", teams: ["owners"] });
    expect((await store.stores.credentialsNaming(ISSUER, { limit: 50 })).items).toHaveLength(12);
    expect((await migrate(true)).changed).toBe(0);
  });

  it("lets the identity of each be found in its team", async () => {
    const { consumer, doc, pointer } = await older("owners", NOW);
    const found = async () =>
      (await authorizerTable(store).byToken({ identities: [pointer], issuers: [ISSUER] })).holders.get(
        pointer,
      );
    const place = { consumerId: consumer.id, credentialId: doc.id, lookup: lookupOf(doc.id) };
    expect(await found()).toEqual([place]);
    await migrate();
    expect(await found()).toEqual([{ ...place, team: "owners" }]);
  });

  it("leaves what people have decided as it is, also when it is run again", async () => {
    await older("owners", NOW);
    await migrate();
    const known = await owner();
    if (!known) throw new Error("It has an owner.");
    const given = { ...known, revision: 2, team: "others", teams: ["others"] };
    await store.commit(change({ write: "replace", record: { kind: "issuer", value: given } }));
    await older("owners", NOW - 5000, "older still");
    await migrate(true);
    expect(await owner()).toMatchObject({ team: "others" });
  });

  it("has to have run before anybody can claim an issuer that an older credential may name", async () => {
    await older("owners", NOW - 1000);
    await expect(issue("others")).rejects.toMatchObject({ code: "unavailable" });
    await migrate();
    await expect(issue("others")).rejects.toMatchObject({ code: "issuer-taken" });
    expect((await issue("owners")).credential.type).toBe("jwt");
    expect(await store.item(teamKey("owners"))).toBeDefined();
  });
});
