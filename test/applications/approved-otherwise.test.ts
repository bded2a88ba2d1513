import { beforeAll, describe, expect, it } from "vitest";
import { inbox, linkIn } from "../subscriptions/life.fixture.ts";
import { asPerson, eventually, type Send } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const ANN = "ann@providers.test";
const SUE = "sue@callers.test";
const provider = "provider";
const callers = "callers";
const { latchkey, root, make } = ownLatchkey({}, { [provider]: [], [callers]: [SUE] });
let sue: Send;
beforeAll(async () => {
  sue = await asPerson(latchkey(), SUE);
});

const DAY = 86_400_000;
const END = new Date(Date.now() + 10 * DAY).toISOString();
const SERVICE = {
  approvers: [ANN],
  plans: [
    { name: "basic", durationDays: 30 },
    { name: "gold", title: "Gold plan" },
  ],
  scopes: [{ name: "read" }, { name: "write" }, { name: "admin" }],
};

const applied = async (fields: object = {}) => {
  const { slug } = await make.service(provider, SERVICE);
  const consumer = await make.consumer(callers);
  const body = { service: slug, plan: "basic", ...fields };
  const answer = await sue("POST", `/v1/consumers/${consumer.id}/subscriptions`, body);
  expect(answer.status).toBe(201);
  return { id: String(answer.body.id), consumer };
};
const mailOf = async (to: string, name: string, kind: RegExp) => {
  const [mail] = await eventually(
    async () =>
      (await inbox(latchkey())).filter(
        (each) => each.to === to && kind.test(each.subject) && each.subject.includes(name),
      ),
    (found) => found.length > 0,
  );
  if (!mail) throw new Error("There is no such mail.");
  return mail;
};
const post = (link: string, fields: [string, string][]) =>
  fetch(link, { method: "POST", body: new URLSearchParams([["decision", "approve"], ...fields]) });

describe("An approval that grants something else than was asked", () => {
  it("is of another plan, fewer scopes and another end, and the applicant is told what and why", async () => {
    const { id, consumer } = await applied({ scopes: ["read", "write"] });
    const { status, body } = await root("POST", `/v1/subscriptions/${id}/approve`, {
      reason: "Begin small",
      plan: "gold",
      scopes: ["read"],
      expiresAt: END,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "active", plan: "gold", scopes: ["read"], expiresAt: END });
    expect(body.history.at(-1).changed).toEqual({
      plan: { from: "basic", to: "gold" },
      scopes: { from: ["read", "write"], to: ["read"] },
      expiresAt: { to: END },
    });
    const { text } = await mailOf(SUE, consumer.name, /^Approved/);
    expect(text).toContain("approved otherwise than it was asked");
    expect(text).toContain("Plan: gold in place of basic; Scopes: read in place of read, write; End:");
    expect(text).toContain("> Begin small");
  });

  it.each([
    ["/plan", { plan: "silver" }],
    ["/scopes/1", { scopes: ["read", "admin"] }],
    ["/scopes", { scopes: [] }],
    ["/expiresAt", { expiresAt: "2020-01-01T00:00:00Z" }],
    ["/expiresAt", { expiresAt: "tomorrow" }],
  ])("is refused with the pointer %s, and nothing is decided", async (pointer, fields) => {
    const { id } = await applied({ scopes: ["read", "write"] });
    const refused = await root("POST", `/v1/subscriptions/${id}/approve`, fields);
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, pointer]);
    expect((await root("GET", `/v1/subscriptions/${id}`)).body.status).toBe("pending");
  });

  it("is only an approval's: what else is done says nothing of scopes and ends", async () => {
    const { id } = await applied();
    for (const fields of [{ scopes: ["read"] }, { expiresAt: END }])
      expect((await root("POST", `/v1/subscriptions/${id}/reject`, fields)).status).toBe(400);
    expect((await root("POST", `/v1/subscriptions/${id}/reject`, {})).status).toBe(200);
  });

  it("is given by the page of the link, with the same fields", async () => {
    const { id, consumer } = await applied();
    const link = linkIn(await mailOf(ANN, consumer.name, /^Please decide/));
    const page = await (await fetch(link)).text();
    for (const field of [
      /<select[^>]* name="plan"/,
      /name="scopes"[^>]* value="write"/,
      /name="expiresAt"/,
      /Gold plan/,
    ])
      expect(page).toMatch(field);
    for (const wrong of [
      [["plan", "silver"]],
      [["scopes", "all"]],
      [["expiresAt", "soon"]],
      [["expiresAt", "2020-01-31"]],
      [["scopesOffered", "yes"]],
    ] as [string, string][][])
      expect((await post(link, wrong)).status).toBe(400);
    expect((await root("GET", `/v1/subscriptions/${id}`)).body.status).toBe("pending");
    const day = END.slice(0, 10);
    const done = await post(link, [
      ["plan", ""],
      ["scopes", "read"],
      ["scopes", "write"],
      ["expiresAt", day],
      ["scopesOffered", "yes"],
    ]);
    expect(done.status).toBe(200);
    expect(await done.text()).toContain("Approved otherwise than asked");
    expect((await root("GET", `/v1/subscriptions/${id}`)).body).toMatchObject({
      status: "active",
      plan: "basic",
      scopes: ["read", "write"],
      expiresAt: `${day}T23:59:59.000Z`,
    });
  });
});
