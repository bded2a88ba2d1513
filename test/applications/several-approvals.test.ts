import { beforeAll, describe, expect, it } from "vitest";
import { decide, type InboxMail, inbox, linkIn, moveClock } from "../subscriptions/life.fixture.ts";
import { machineOf } from "../support/making.ts";
import { asPerson, eventually, type Send } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const ANN = "ann@providers.test";
const BOB = "bob@providers.test";
const OLGA = "olga@providers.test";
const SUE = "sue@callers.test";
const provider = "provider";
const callers = "callers";

const { latchkey, root, make } = ownLatchkey({}, { [provider]: [OLGA], [callers]: [SUE] });
let sue: Send;
let olga: Send;
beforeAll(async () => {
  [sue, olga] = await Promise.all([asPerson(latchkey(), SUE), asPerson(latchkey(), OLGA)]);
});

const applied = async (fields: object = {}) => {
  const { slug } = await make.service(provider, { approvers: [ANN, BOB], approvalsNeeded: 2, ...fields });
  const consumer = await make.consumer(callers);
  const answer = await sue("POST", `/v1/consumers/${consumer.id}/subscriptions`, { service: slug });
  expect(answer.status).toBe(201);
  return { slug, consumer, id: String(answer.body.id) };
};
const read = async (id: string) => (await root("GET", `/v1/subscriptions/${id}`)).body;
const by = ({ approvals }: { approvals: { by: string }[] }) => approvals.map((each) => each.by);

const mailsTo = async (to: string, name: string, kind: RegExp): Promise<InboxMail[]> =>
  (await inbox(latchkey())).filter(
    ({ to: whom, subject }) => whom === to && kind.test(subject) && subject.includes(`${name} `),
  );
const linkOf = async (to: string, name: string): Promise<string> => {
  const [mail] = await eventually(
    () => mailsTo(to, name, /^Please decide/),
    (found) => found.length > 0,
  );
  if (!mail) throw new Error(`${to} has no mail about ${name}.`);
  return linkIn(mail);
};

describe("A service for which two people approve", () => {
  it("takes no more approvals than there are people, and no fewer than one", async () => {
    // With the owner and the one admin of the machine four people could approve.
    const service = { approvers: [ANN, BOB], approvalsNeeded: 4 };
    const pointerOf = ({ body }: { body: { errors: { pointer: string }[] } }) => body.errors[0]?.pointer;
    const body = {
      slug: "toomany",
      name: "x",
      team: provider,
      kind: "rest",
      upstream: { url: "http://127.0.0.1:9" },
    };
    for (const approvalsNeeded of [5, 0, 21, 1.5]) {
      const refused = await root("POST", "/v1/services", { ...body, ...service, approvalsNeeded });
      expect([refused.status, pointerOf(refused)]).toEqual([400, "/approvalsNeeded"]);
    }
    const { slug } = await make.service(provider, service);
    const fewer = await root("PATCH", `/v1/services/${slug}`, { approvers: [ANN] });
    expect([fewer.status, pointerOf(fewer)]).toEqual([400, "/approvalsNeeded"]);
    expect((await root("PATCH", `/v1/services/${slug}`, { summary: "x" })).body.approvalsNeeded).toBe(4);
  });

  it("is approved by two of approvers, owners and admins, by link and by the API, each once", async () => {
    const { id, consumer } = await applied();
    expect(await read(id)).toMatchObject({ status: "pending", approvals: [], approvalsMissing: 2 });
    const first = await olga("POST", `/v1/subscriptions/${id}/approve`, { reason: "Fine" });
    expect([first.status, first.body.status, by(first.body)]).toEqual([200, "pending", [OLGA]]);
    expect(first.body.approvalsMissing).toBe(1);
    expect(first.body.actions).not.toContain("approve");
    const again = await olga("POST", `/v1/subscriptions/${id}/approve`, {});
    expect([again.status, again.body.code, again.body.state]).toEqual([409, "invalid-transition", "pending"]);
    const link = await linkOf(ANN, consumer.name);
    const page = await (await fetch(link)).text();
    expect(page).toContain(OLGA);
    expect(page).toContain("2 people have to approve: 1 missing");
    const last = await decide(link, "approve");
    expect(last.status).toBe(200);
    expect(await read(id)).toMatchObject({ status: "active", approvals: [{ by: OLGA }, { by: ANN }] });
    expect((await decide(link, "approve")).status).toBe(200);
    expect((await decide(await linkOf(BOB, consumer.name), "approve")).status).toBe(200);
    expect((await decide(link, "reject")).status).toBe(409);
    const { history } = await read(id);
    expect(history.map(({ action }: { action: string }) => action)).toEqual([
      "apply",
      "add-approval",
      "approve",
    ]);
  });

  it("answers the same link twice with the same, and lets its approver reject after all", async () => {
    const { id, consumer } = await applied();
    const link = await linkOf(ANN, consumer.name);
    for (let times = 0; times < 2; times += 1) {
      const approved = await decide(link, "approve");
      expect(approved.status).toBe(200);
      expect(await approved.text()).toContain("You approved it on");
      expect(by(await read(id))).toEqual([ANN]);
    }
    expect((await decide(link, "reject", "No after all")).status).toBe(200);
    expect((await read(id)).status).toBe("rejected");
    expect((await decide(await linkOf(BOB, consumer.name), "approve")).status).toBe(409);
  });

  it("counts an approver no more who was removed, and a lowered number from the next approval on", async () => {
    const { id, slug, consumer } = await applied();
    expect((await decide(await linkOf(ANN, consumer.name), "approve")).status).toBe(200);
    await root("PATCH", `/v1/services/${slug}`, { approvers: [BOB] });
    expect(await read(id)).toMatchObject({ approvalsMissing: 2 });
    expect((await decide(await linkOf(BOB, consumer.name), "approve")).status).toBe(200);
    expect(by(await read(id))).toEqual([BOB]);
    await root("PATCH", `/v1/services/${slug}`, { approvalsNeeded: 1 });
    expect((await read(id)).status).toBe("pending");
    expect((await root("POST", `/v1/subscriptions/${id}/approve`, {})).body.status).toBe("active");
  });

  it("asks two people for renewals too, and no program but root", async () => {
    const { id } = await applied({ plans: [{ name: "month", durationDays: 31 }] });
    const machine = await machineOf(latchkey(), root, provider, { scopes: ["owner"] });
    expect((await machine.send("POST", `/v1/subscriptions/${id}/approve`, {})).status).toBe(403);
    for (const send of [root, olga])
      expect((await send("POST", `/v1/subscriptions/${id}/approve`, {})).status).toBe(200);
    const asked = await sue("POST", `/v1/subscriptions/${id}/renew`, {});
    expect(asked.body).toMatchObject({ approvals: [], approvalsMissing: 2 });
    await root("POST", `/v1/subscriptions/${id}/approve`, {});
    expect(await read(id)).toMatchObject({ renewal: { application: 2 }, approvalsMissing: 1 });
    const renewed = await olga("POST", `/v1/subscriptions/${id}/approve`, {});
    expect(renewed.body.renewal).toBeUndefined();
    expect(renewed.body.approvalsMissing).toBeUndefined();
  });

  it("lets a rule decide alone", async () => {
    const { id } = await applied({ approvalRules: [{ teams: [callers], decision: "approve" }] });
    expect(await read(id)).toMatchObject({ status: "active", approvals: [] });
  });

  it("reminds those who have not answered", async () => {
    const { consumer } = await applied();
    expect((await decide(await linkOf(ANN, consumer.name), "approve")).status).toBe(200);
    await moveClock(latchkey(), 1.1);
    const [reminder] = await eventually(
      () => mailsTo(BOB, consumer.name, /^Reminder/),
      (found) => found.length > 0,
    );
    expect(reminder?.text).toMatch(/Approvals:\s+1 of 2: ann\[@\]providers\[\.\]test/);
    expect(await mailsTo(ANN, consumer.name, /^Reminder/)).toEqual([]);
  });
});
