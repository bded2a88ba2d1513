import { describe, expect, it } from "vitest";
import { freshName } from "../support/making.ts";
import { asPerson, eventually } from "../support/management.ts";
import { ATTACKER, ownWorld, published, VICTIM } from "./issuers.fixture.ts";

const { world, nextIssuer, issuer } = ownWorld({ LATCHKEY_REVOCATION_SECONDS: "1" });
const letIn = (teams: string[], send = world().victim, headers = {}) =>
  send("PUT", issuer().path, { teams }, headers);

describe("the team that has an issuer", () => {
  it("lets others in and out again, and what they have stops holding", async () => {
    const of = await nextIssuer();
    await world().issue(VICTIM, published(of, { subject: "worker-1" }));
    const theirs = () => world().issue(ATTACKER, published(of, { subject: "worker-2" }));
    expect((await theirs()).code).toBe("issuer-taken");
    const { status, body, headers } = await letIn([VICTIM, ATTACKER]);
    expect([status, body.team, body.teams, headers.get("etag")]).toEqual([
      200,
      VICTIM,
      [VICTIM, ATTACKER],
      '"2"',
    ]);
    const made = await theirs();
    expect(made.status).toBe(201);
    const jwt = of.sign({ sub: "worker-2" });
    expect((await world().call(jwt)).consumer).toBe(made.consumer.id);
    expect((await letIn([VICTIM])).status).toBe(200);
    await eventually(
      () => world().call(jwt),
      (answer) => answer.status === 401,
    );
    expect((await theirs()).code).toBe("issuer-taken");
    const patch = { publicKey: of.pem };
    expect((await world().attacker("PATCH", made.path, patch)).body.code).toBe("issuer-taken");
    expect((await world().attacker("PATCH", made.path, { name: "renamed" })).status).toBe(200);
    expect((await letIn([ATTACKER])).body.team).toBe(VICTIM);
    await eventually(
      () => world().call(of.sign({ sub: "worker-2" })),
      (answer) => answer.status === 200,
    );
  });

  it("is another after an admin's word, and the former one's stop holding", async () => {
    const of = await nextIssuer();
    const mine = await world().issue(VICTIM, published(of));
    const jwt = of.sign({ sub: "x" });
    expect((await world().call(jwt)).consumer).toBe(mine.consumer.id);
    expect((await letIn([ATTACKER], world().root)).body).toMatchObject({ team: ATTACKER, teams: [ATTACKER] });
    await eventually(
      () => world().call(jwt),
      (answer) => answer.status === 401,
    );
    const theirs = await world().issue(ATTACKER, published(of));
    await eventually(
      () => world().call(of.sign({ sub: "x" })),
      (answer) => answer.consumer === theirs.consumer.id,
    );
    expect((await letIn([VICTIM])).status).toBe(404);
    expect((await letIn([VICTIM, ATTACKER], world().root)).body.team).toBe(VICTIM);
  });

  it("gives it up only when no credential names it", async () => {
    const of = await nextIssuer();
    const mine = await world().issue(VICTIM, published(of));
    const remove = () => world().victim("DELETE", of.path);
    const refused = await remove();
    expect([refused.status, refused.body.code]).toEqual([409, "not-empty"]);
    await world().victim("DELETE", mine.path);
    expect((await remove()).status).toBe(204);
    expect((await world().victim("GET", of.path)).status).toBe(404);
    expect((await world().issue(ATTACKER, published(of))).status).toBe(201);
  });

  it("may be deleted with its issuers, but not while others name them", async () => {
    const of = await nextIssuer();
    const { slug } = await world().make.team();
    const first = await world().issue(slug, published(of));
    await letIn([slug, ATTACKER], world().root);
    const theirs = await world().issue(ATTACKER, published(of, { subject: "s" }));
    const { id, name } = first.consumer;
    await world().root("DELETE", `/v1/consumers/${id}?confirm=${name}`);
    const remove = () => world().root("DELETE", `/v1/teams/${slug}`);
    await eventually(
      () => world().root("GET", first.path),
      (answer) => answer.status === 404,
    );
    expect((await remove()).body.code).toBe("not-empty");
    await world().attacker("DELETE", theirs.path);
    await eventually(remove, (answer) => answer.status === 204);
    expect((await world().issue(VICTIM, published(of))).status).toBe(201);
  });
});

describe("who asks for an issuer", () => {
  it("is told nothing unless it is theirs; who is let in sees itself and has no say", async () => {
    const of = await nextIssuer();
    await world().issue(VICTIM, published(of));
    const { slug } = await world().make.team({ owners: ["owner@third.test"] });
    const third = await asPerson(world().latchkey, "owner@third.test");
    for (const send of [world().attacker, third])
      for (const [method, body] of [["GET"], ["PUT", { teams: [] }], ["DELETE"]] as const)
        expect((await send(method, of.path, body)).status).toBe(404);
    await letIn([VICTIM, ATTACKER, slug]);
    expect((await world().attacker("GET", of.path)).body).toMatchObject({ team: VICTIM, teams: [ATTACKER] });
    expect((await world().attacker("PUT", of.path, { teams: [] })).status).toBe(403);
    expect((await world().attacker("DELETE", of.path)).status).toBe(403);
  });

  it("gets the answers of every resource", async () => {
    const of = await nextIssuer();
    await world().issue(VICTIM, published(of));
    const { headers } = await world().victim("GET", of.path);
    expect(headers.get("etag")).toBe('"1"');
    expect((await world().victim("GET", of.path, undefined, { "If-None-Match": '"1"' })).status).toBe(304);
    expect((await letIn([VICTIM], world().victim, { "If-Match": '"7"' })).status).toBe(412);
    expect((await letIn([VICTIM], world().victim, { "If-Match": '"1"' })).status).toBe(200);
    expect((await letIn(["no-such-team"])).status).toBe(404);
    expect((await letIn(["Not A Slug"])).status).toBe(400);
    expect((await world().victim("PUT", of.path, { teams: [], team: ATTACKER })).status).toBe(400);
    expect((await world().victim("PUT", of.path, {})).status).toBe(400);
    const gone = `/v1/issuers/${encodeURIComponent(`https://${freshName("none")}.example`)}`;
    expect((await world().root("PUT", gone, { teams: [VICTIM] })).status).toBe(404);
    const { body } = await world().root("GET", `/v1/audit?team=${VICTIM}&limit=200`);
    const actions = body.items.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(expect.arrayContaining(["issuer.created", "issuer.changed"]));
  });
});
