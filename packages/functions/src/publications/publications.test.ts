import { testStore } from "@latchkey/aws/testing/test-store";
import { subjectOf } from "@latchkey/core/service/publication";
import type { Service } from "@latchkey/core/service/service";
import { change } from "@latchkey/core/testing/changes";
import { aRing, NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { otherEnd, tokenFor } from "../approvals/approvals.fixture.ts";
import { ABE, ADA, adminAt, asked, DAY, tokenOf } from "./publications.fixture.ts";

const store = testStore();

const stored = async ({ slug }: Service) => (await store().stores.service(slug))?.publication;
const changed = async (service: Service, fields: Partial<Service>): Promise<void> => {
  const value = { ...service, ...fields, revision: service.revision + 1 };
  await store().commit(change({ write: "replace", record: { kind: "service", value } }));
};
const askedAgain = (service: Service) => {
  const renamed = { ...service, name: "Your bank" };
  const publication = {
    state: "waiting" as const,
    asked: 2,
    askedAt: new Date(NOW).toISOString(),
    subject: subjectOf(renamed),
  };
  return changed(service, { name: "Your bank", publication });
};

describe("a link that is not the admin's own", () => {
  it.each<[string, (service: Service, other: Service) => string, number]>([
    ["nonsense", () => "nonsense", 404],
    ["empty", () => "", 404],
    ["of another key", (s) => tokenOf(s, {}, aRing("x")), 404],
    ["with one character changed", (s) => otherEnd(tokenOf(s)), 404],
    ["about an application", () => tokenFor({ id: "sub_1", application: 1 } as never), 404],
    ["of a service that is not there", (s) => tokenOf(s, { service: "svc_none" }), 404],
    ["of a question to come", (s) => tokenOf(s, { asked: 2 }), 404],
    ["past its end", (s) => tokenOf(s, { expires: NOW / 1000 }), 410],
    ["of an admin who is none any more", (s) => tokenOf(s, { admin: "eve@example.com" }), 410],
    ["of the owner who asked", (s) => tokenOf(s, { admin: "olga@example.com" }), 410],
  ])("decides nothing: %s", async (_, link, status) => {
    const [service, other] = [await asked(store()), await asked(store())];
    const admin = adminAt(store());
    const token = link(service, other);
    for (const decision of ["approve", "reject"])
      expect((await admin.send(token, `decision=${decision}`)).statusCode).toBe(status);
    expect((await admin.open(token)).statusCode).toBe(status);
    expect((await stored(service))?.state).toBe("waiting");
  });

  it.each<[string, (service: Service) => Promise<void>]>([
    ["renamed, and asked about again", askedAgain],
    [
      "given another upstream while it was private",
      (s) => changed(s, { visibility: "private", upstream: { ...s.upstream, url: "https://evil.example" } }),
    ],
    [
      "given another description while it was private",
      (s) => changed(s, { visibility: "private", description: "x" }),
    ],
  ])("decides nothing of a service that has been %s since the mail", async (_, change) => {
    const service = await asked(store());
    await change(service);
    const admin = adminAt(store());
    expect((await admin.open(tokenOf(service))).statusCode).toBe(410);
    expect((await admin.send(tokenOf(service), "decision=approve")).statusCode).toBe(410);
    expect((await stored(service))?.state).toBe("waiting");
  });
});

describe("an open link", () => {
  it.each(["GET", "HEAD"])(
    "is shown to a mail's scanner by %s, ten times over, and decides nothing",
    async (method) => {
      const service = await asked(store());
      const admin = adminAt(store());
      for (let times = 0; times < 10; times += 1) {
        const answer = await (method === "GET" ? admin.open : admin.scan)(tokenOf(service));
        expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining("<form") });
        expect(answer.headers).toMatchObject({
          "Referrer-Policy": "no-referrer",
          "Cache-Control": "no-store",
        });
      }
      expect((await stored(service))?.state).toBe("waiting");
    },
  );

  it("shows what a team wrote as text, and no address of it as a link", async () => {
    const evil = '<a href="https://evil.example">click</a>';
    const service = await asked(store(), {
      name: evil,
      summary: evil,
      description: `${evil}\nhttps://evil.example`,
    });
    const { body } = await adminAt(store()).open(tokenOf(service));
    expect(body).not.toMatch(/<a[ >]|href="/);
    expect(body).toContain("&lt;a href=");
  });

  it.each<[string, string, Record<string, string> | undefined, number]>([
    ["no form", "decision=approve", { "content-type": "application/json" }, 415],
    ["another site's", "decision=approve", { "sec-fetch-site": "cross-site" }, 403],
    ["another origin's", "decision=approve", { origin: "https://evil.example" }, 403],
    ["without a decision", "", undefined, 400],
    ["with both decisions", "decision=approve&decision=reject", undefined, 400],
    ["with the word of an invitation", "decision=accept", undefined, 400],
    ["not UTF-8", "decision=%ff", undefined, 400],
    ["too long", `decision=approve&x=${"a".repeat(17_000)}`, undefined, 413],
    ["with too long a reason", `decision=reject&reason=${"a".repeat(1001)}`, undefined, 400],
  ])("takes no decision from a form that is %s", async (_, body, headers, status) => {
    const service = await asked(store());
    const form = { "content-type": "application/x-www-form-urlencoded", ...headers };
    expect((await adminAt(store()).send(tokenOf(service), body, form)).statusCode).toBe(status);
    expect((await stored(service))?.state).toBe("waiting");
  });

  it.each([
    ["approve", "approved", "reject"],
    ["reject", "rejected", "approve"],
  ])(
    "decides once: %s again, by any admin, shows the same; the opposite is refused",
    async (decision, state, opposite) => {
      const service = await asked(store());
      const admin = adminAt(store());
      const links = [tokenOf(service), tokenOf(service, { admin: ABE })];
      const send = (token: string, said: string) => admin.send(token, `decision=${said}&reason=Because`);
      for (const token of [...links, ...links]) expect((await send(token, decision)).statusCode).toBe(200);
      for (const token of links) expect((await send(token, opposite)).statusCode).toBe(409);
      for (const token of links) expect((await admin.open(token)).statusCode).toBe(200);
      expect(await stored(service)).toMatchObject({ state, by: ADA, reason: "Because", asked: 1 });
      expect((await store().stores.service(service.slug))?.revision).toBe(2);
    },
  );

  it("is decided once by two admins at the same moment, however they decide", async () => {
    const service = await asked(store());
    const admin = adminAt(store());
    const answers = await Promise.all([
      admin.send(tokenOf(service), "decision=approve"),
      admin.send(tokenOf(service, { admin: ABE }), "decision=reject"),
    ]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect((await store().stores.service(service.slug))?.revision).toBe(2);
  });

  it("ends with the time to decide", async () => {
    const service = await asked(store());
    const late = adminAt(store(), NOW + 14 * DAY);
    expect((await late.send(tokenOf(service), "decision=approve")).statusCode).toBe(410);
    expect((await stored(service))?.state).toBe("waiting");
  });
});
