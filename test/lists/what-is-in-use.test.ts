import { describe, expect, it } from "vitest";
import { asPerson } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const { latchkey, root, make } = ownLatchkey(
  {},
  { acme: ["owner@acme.test"], partners: ["owner@partners.test"] },
);

const problem = (status: number, code: string) => ({ status, body: { code } });

const notEmpty = problem(409, "not-empty");

describe("what is in use", () => {
  it("a team keeps while it has a service or a consumer", async () => {
    const { slug } = await make.team();
    const service = await make.service(slug);
    const consumer = await make.consumer(slug);
    expect(await root("DELETE", `/v1/teams/${slug}`)).toMatchObject(notEmpty);
    await root("DELETE", `/v1/services/${service.slug}`);
    expect(await root("DELETE", `/v1/teams/${slug}`)).toMatchObject(notEmpty);
    await root("DELETE", `/v1/consumers/${consumer.id}?confirm=${consumer.name}`);
    expect((await root("DELETE", `/v1/teams/${slug}`)).status).toBe(204);
  });

  it("a service keeps while somebody has applied, or is subscribed, and not longer", async () => {
    const service = await make.service("acme");
    const subscription = await make.apply(await make.consumer("partners"), service.slug);
    const remove = () => root("DELETE", `/v1/services/${service.slug}`);
    expect(await remove()).toMatchObject(notEmpty);
    await make.act(subscription, "approve");
    expect(await remove()).toMatchObject(notEmpty);
    await make.act(subscription, "suspend");
    expect(await remove()).toMatchObject(notEmpty);
    await make.act(subscription, "revoke");
    expect((await remove()).status).toBe(204);
    expect((await root("GET", `/v1/subscriptions/${subscription.id}`)).body.status).toBe("revoked");
  });

  it("a consumer needs its own name to be deleted", async () => {
    const { id, name } = await make.consumer("acme");
    for (const query of ["", "?confirm=", "?confirm=other", `?confirm=${name.toUpperCase()}`])
      expect(await root("DELETE", `/v1/consumers/${id}${query}`)).toMatchObject(
        problem(409, "confirmation-mismatch"),
      );
    expect((await root("DELETE", `/v1/consumers/${id}?confirm=${name}`)).status).toBe(204);
    expect(await root("DELETE", `/v1/consumers/${id}?confirm=${name}`)).toMatchObject(
      problem(404, "not-found"),
    );
  });

  it("the last owner of a team stays", async () => {
    const { slug } = await make.team({ owners: ["one@x.test"] });
    const path = (email: string) => `/v1/teams/${slug}/members/${email}@x.test`;
    expect(await root("DELETE", path("one"))).toMatchObject(notEmpty);
    expect(await root("PUT", path("one"), { role: "member" })).toMatchObject(notEmpty);
    await root("PUT", path("two"), { role: "owner" });
    const both = await Promise.all([root("DELETE", path("one")), root("DELETE", path("two"))]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
  });
});

describe("the members of a team", () => {
  it("are all there when many are named in the same moment", async () => {
    const { slug } = await make.team({ owners: ["one@x.test"] });
    const emails = Array.from({ length: 6 }, (_, at) => `member-${at}@x.test`);
    const answers = await Promise.all(
      emails.map((email) => root("PUT", `/v1/teams/${slug}/members/${email}`, { role: "member" })),
    );
    expect(answers.map(({ status }) => status)).toEqual(emails.map(() => 200));
    const { members } = (await root("GET", `/v1/teams/${slug}`)).body;
    expect(members.map(({ email }: { email: string }) => email).sort()).toEqual(
      [...emails, "one@x.test"].sort(),
    );
  });

  it("are deleted with it: no person is a member of a deleted team", async () => {
    const { slug } = await make.team({ owners: ["ghost@x.test"] });
    const ghost = await asPerson(latchkey(), "ghost@x.test");
    expect((await ghost("DELETE", `/v1/teams/${slug}`)).status).toBe(204);
    expect((await ghost("GET", "/v1/me")).body.teams).toEqual([]);
    expect((await ghost("GET", "/v1/teams")).body.items).toEqual([]);
    expect(await ghost("GET", `/v1/teams/${slug}`)).toMatchObject(problem(404, "not-found"));
  });
});

describe("a service that is not open to applications", () => {
  const applyFor = async (service: string) =>
    root("POST", `/v1/consumers/${(await make.consumer("partners")).id}/subscriptions`, { service });

  it("retired: says so to those who could see it, and keeps its subscribers", async () => {
    const service = await make.service("acme");
    const hidden = await make.service("acme", { visibility: "private" });
    const { id } = await make.subscription(await make.consumer("partners"), service.slug);
    for (const each of [service, hidden])
      await root("PATCH", `/v1/services/${each.slug}`, { status: "retired" });
    const partner = await asPerson(latchkey(), "owner@partners.test");
    const consumer = await make.consumer("partners");
    const apply = (slug: string) =>
      partner("POST", `/v1/consumers/${consumer.id}/subscriptions`, { service: slug });
    expect(await apply(service.slug)).toMatchObject(problem(409, "service-retired"));
    expect(await apply(hidden.slug)).toMatchObject(problem(404, "not-found"));
    expect(await partner("GET", `/v1/catalog/${service.slug}`)).toMatchObject(problem(404, "not-found"));
    expect((await root("GET", `/v1/subscriptions/${id}`)).body.status).toBe("active");
    expect(await root("PATCH", `/v1/services/${service.slug}`, { status: "draft" })).toMatchObject(
      problem(400, "invalid-input"),
    );
  });

  it("a draft: is as unknown, to its own team too", async () => {
    const draft = await make.service("acme", { status: "draft" });
    expect(await applyFor(draft.slug)).toMatchObject(problem(404, "not-found"));
    const own = await asPerson(latchkey(), "owner@acme.test");
    expect(await own("GET", `/v1/catalog/${draft.slug}`)).toMatchObject(problem(404, "not-found"));
    expect((await own("GET", `/v1/services/${draft.slug}`)).status).toBe(200);
  });

  it("manual, without anybody to approve: cannot be published", async () => {
    const { slug } = await make.team();
    const draft = await make.service(slug, { status: "draft", approvers: [] });
    const path = `/v1/services/${draft.slug}`;
    expect(await root("PATCH", path, { status: "published" })).toMatchObject(problem(400, "invalid-input"));
    expect((await root("PATCH", path, { status: "published", approval: "auto" })).status).toBe(200);
    expect(await root("PATCH", path, { approval: "manual" })).toMatchObject(problem(400, "invalid-input"));
    expect((await root("PATCH", path, { approval: "manual", approvers: ["a@x.test"] })).status).toBe(200);
    expect(await root("PATCH", path, { approvers: [] })).toMatchObject(problem(400, "invalid-input"));
  });
});
