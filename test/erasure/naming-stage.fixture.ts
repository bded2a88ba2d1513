import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { startTestTable, type TestTable } from "@latchkey/aws/testing/dynamodb-for-tests";
import { afterAll, beforeAll, expect } from "vitest";
import { inbox, linkIn } from "../subscriptions/life.fixture.ts";
import { making } from "../support/making.ts";
import { asPerson, asRoot, eventually, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

export const TableName = "latchkey";
export const ANN = "ann@people.test";
const TEAMS = ["latchkey", "callers", "providers"];

/** A stage on a table that the test reads, in which Ann is named in every kind of record. */
export interface NamingStage {
  readonly engine: TestTable;
  readonly latchkey: RunningLatchkey;
  readonly root: Send;
  readonly ann: Send;
  /** Applied for by Ann, pending. */
  readonly pending: { id: string };
  /** Applied for, approved and cancelled by Ann. */
  readonly decided: { id: string };
  /** Of which Ann is an approver. */
  readonly service: { slug: string };
  readonly consumer: string;
  /** A credential whose user name is Ann's address. */
  readonly basic: string;
  /** A credential whose name holds Ann's address. */
  readonly named: string;
  /** The link of the mail that asked Ann to decide. */
  readonly link: string;
  readonly chainsBefore: readonly object[];
  stop(): Promise<void>;
}

export const startNamingStage = async (): Promise<NamingStage> => {
  await using started = new AsyncDisposableStack();
  const engine = await startTestTable();
  started.defer(() => engine.stop());
  const latchkey = started.use(await startLatchkey({ DYNAMODB_ENDPOINT: engine.endpoint }));
  const root = asRoot(latchkey);
  const make = making(root);
  await make.team({ slug: "providers", owners: [ANN, "owner@providers.test"] });
  await make.team({ slug: "callers", owners: [ANN] });
  const ann = await asPerson(latchkey, ANN);
  const annMakes = making(ann);
  await ann("PUT", "/v1/teams/callers/members/bob@people.test", { role: "member" });
  const service = await annMakes.service("providers", {
    approvers: [ANN, "approver@providers.test"],
    openapi: { info: { contact: ANN } },
  });
  const consumer = await annMakes.consumer("callers", { description: `Ask ${ANN}.` });
  const pending = await annMakes.apply(consumer, service.slug, { reason: `mail Ann@People.test` });
  const asksAnn = ({ to, text }: { to: string; text: string }) =>
    to.includes(ANN) && text.includes("/approvals/");
  const mails = await eventually(
    () => inbox(latchkey),
    (all) => all.some(asksAnn),
  );
  const another = await annMakes.service("providers");
  const decided = await annMakes.apply(consumer, another.slug);
  await annMakes.act(decided, "approve", { reason: "by me" });
  await annMakes.act(decided, "cancel");
  await annMakes.apply(consumer, another.slug);
  const { credential: basic } = await annMakes.credential(consumer, { type: "basic", username: ANN });
  const { credential: named } = await annMakes.credential(consumer, { name: `laptop of ${ANN}` });
  await make.team({ slug: "others", owners: ["owner@others.test"] });
  const others = await asPerson(latchkey, "owner@others.test");
  await others("PUT", `/v1/teams/others/members/${ANN}`, { role: "member" });
  await making(others).service("others", { approvers: [ANN] });
  const deputy = "owner@providers.test";
  const until = new Date(Date.now() + 7 * 86_400_000).toISOString();
  await ann("PUT", "/v1/me/delegate", { email: deputy, until });
  await ann("PUT", "/v1/me/mail", { applications: "daily" });
  await (await asPerson(latchkey, deputy))("PUT", "/v1/me/delegate", { email: ANN, until });
  await audited(root, "providers", "delegation.created", "delegation.created");
  await audited(root, "callers", "credential.created", "subscription.cancelled");
  await audited(root, "providers", "service.published", "subscription.cancelled");
  await audited(root, "others", "service.published", "invitation.created", "invitation.created");
  const link = linkIn(mails.find(asksAnn) ?? Object());
  const chainsBefore = await auditChains(root);
  const running = started.move();
  return {
    ...{ engine, latchkey, root, ann, pending, decided, service, consumer: consumer.id },
    ...{ basic: basic.id, named: named.id, link, chainsBefore, stop: () => running.disposeAsync() },
  };
};

export const itemsOf = async ({ engine }: NamingStage): Promise<Record<string, unknown>[]> => {
  const { Items = [], LastEvaluatedKey } = await engine.client.send(
    new ScanCommand({ TableName, ConsistentRead: true }),
  );
  expect(LastEvaluatedKey).toBeUndefined();
  return Items.map((item) => unmarshall(item));
};

export const textOf = (value: unknown): string =>
  JSON.stringify(value, (_key, part) => (part instanceof Set ? [...part] : part));

/** The keys of the items in which the address is. */
export const itemsNaming = async (stage: NamingStage, address: string): Promise<string[]> =>
  (await itemsOf(stage))
    .filter((item) => textOf(item).toLowerCase().includes(address))
    .map(({ pk, sk }) => `${pk} ${sk}`);

export const auditChains = (root: Send) =>
  Promise.all(TEAMS.map(async (team) => (await root("GET", `/v1/audit/verify?team=${team}`)).body));

/** Until the audit of the team has an entry for each of these; an action that is named twice has two. */
export const audited = async (root: Send, team: string, ...actions: string[]): Promise<void> => {
  const count = (all: readonly string[], one: string): number => all.filter((each) => each === one).length;
  await eventually(
    async () => (await root("GET", `/v1/audit?team=${team}&limit=200`)).body.items,
    (items: { action: string }[]) => {
      const found = items.map(({ action }) => action);
      return actions.every((each) => count(found, each) >= count(actions, each));
    },
  );
};

/** Such a stage for the tests of a file. */
export const ownNamingStage = () => {
  let stage: NamingStage;
  beforeAll(async () => {
    stage = await startNamingStage();
  });
  afterAll(async () => {
    await stage?.stop();
  });
  const root: Send = (...asked) => stage.root(...asked);
  return { stage: () => stage, root };
};
