import { beforeAll, describe, expect, it } from "vitest";
import { decide, inbox, linkIn } from "../subscriptions/life.fixture.ts";
import { freshName } from "../support/making.ts";
import { asPerson, eventually, type Send } from "../support/management.ts";
import { onSharedLatchkey } from "../support/on-shared-latchkey.ts";

const MINE = "/v1/me/delegate";
const PAT = `pat@${freshName("people")}.test`;
const DEE = PAT.replace("pat", "dee");
const until = new Date(Date.now() + 3 * 86_400_000).toISOString();

const { latchkey, root, make } = onSharedLatchkey();
let pat: Send;
let desk: string;
beforeAll(async () => {
  ({ slug: desk } = await make.team({ owners: [PAT, DEE] }));
  pat = await asPerson(latchkey(), PAT);
});

const applied = async () => {
  const { slug: provider } = await make.team();
  const { slug } = await make.service(provider, { approvers: [PAT] });
  const consumer = await make.consumer((await make.team()).slug);
  return { slug, id: (await make.apply(consumer, slug)).id };
};
const linkTo = async (to: string, slug: string): Promise<string> => {
  const asks = (mail: { to: string; subject: string }) =>
    mail.to === to && /^Please decide/.test(mail.subject) && mail.subject.endsWith(` ${slug}`);
  const mails = await eventually(
    () => inbox(latchkey()),
    (all) => all.some(asks),
  );
  return linkIn(mails.find(asks) ?? Object());
};

describe("an approver who is away", () => {
  it("names a delegate, who decides by a link of its own, in the approver's place", async () => {
    const named = await pat("PUT", MINE, { email: DEE.toUpperCase(), until });
    expect(named).toMatchObject({ status: 200, body: { email: DEE, until, team: desk, revision: 1 } });
    expect((await pat("GET", MINE)).body).toEqual(named.body);
    const { slug, id } = await applied();
    const [own, delegates] = [await linkTo(PAT, slug), await linkTo(DEE, slug)];
    expect(own).not.toBe(delegates);
    expect((await decide(delegates, "approve")).status).toBe(200);
    const { body } = await root("GET", `/v1/subscriptions/${id}`);
    expect(body).toMatchObject({ status: "active", approvals: [{ by: DEE, delegateOf: PAT }] });
    expect(body.history.at(-1)).toMatchObject({ actor: DEE, delegateOf: PAT, action: "approve" });
    expect((await decide(own, "approve")).status).toBe(200);
    expect((await decide(own, "reject")).status).toBe(409);
  });

  it("ends the delegate's links with the delegation, and its own go on", async () => {
    await pat("PUT", MINE, { email: DEE, until });
    const { slug } = await applied();
    const [own, delegates] = [await linkTo(PAT, slug), await linkTo(DEE, slug)];
    expect((await pat("DELETE", MINE)).status).toBe(204);
    expect((await pat("DELETE", MINE)).status).toBe(404);
    expect((await pat("GET", MINE)).status).toBe(404);
    expect((await decide(delegates, "approve")).status).toBe(410);
    expect((await decide(own, "approve")).status).toBe(200);
  });

  it("has one delegate, also where several are named at the same moment", async () => {
    const ends = [1, 2, 3, 4, 5].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
    const named = await Promise.all(ends.map((end) => pat("PUT", MINE, { email: DEE, until: end })));
    expect(named.map(({ status }) => status)).toEqual(ends.map(() => 200));
    const { body } = await pat("GET", MINE);
    expect(named.map((each) => each.body)).toContainEqual(body);
    expect(body.revision).toBe(ends.length);
    expect((await pat("DELETE", MINE)).status).toBe(204);
  });

  it("is told in the audit of the team that both belong to", async () => {
    const entries = await eventually(
      async () => (await root("GET", `/v1/audit?team=${desk}&limit=200`)).body.items,
      (items: { action: string }[]) => items.some(({ action }) => action === "delegation.removed"),
    );
    const created = entries.find(({ action }: { action: string }) => action === "delegation.created");
    expect(created).toMatchObject({
      actor: PAT,
      target: `delegation/${desk}/${PAT}`,
      after: { delegate: DEE, until },
    });
  });
});
