import { describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const provider = "provider";
const callers = "callers";
const { root, make } = ownLatchkey({}, { [provider]: [], [callers]: [] });

const FORM = {
  fields: [
    { name: "use", label: "What do you build?", type: "text", required: true },
    { name: "calls", label: "Calls a day", type: "number" },
  ],
  terms: { version: "2026-01", url: "https://example.com/terms" },
};
const said = { answers: { use: "A shop", calls: 300 }, termsVersion: "2026-01" };

const pointersOf = ({ body }: { body: { errors?: { pointer: string }[] } }) =>
  (body.errors ?? []).map(({ pointer }) => pointer);

describe("A service that asks its applicants", () => {
  it("shows what it asks in the catalogue, and changes or drops it", async () => {
    const { slug } = await make.service(provider, { application: FORM });
    expect((await root("GET", `/v1/catalog/${slug}`)).body.application).toEqual(FORM);
    const terms = { version: "2" };
    const changed = await root("PATCH", `/v1/services/${slug}`, { application: { fields: [], terms } });
    expect(changed.body.application).toEqual({ fields: [], terms });
    const dropped = await root("PATCH", `/v1/services/${slug}`, { application: null });
    expect(dropped.body.application).toBeUndefined();
    const wrong = await root("PATCH", `/v1/services/${slug}`, {
      application: { fields: [{ name: "a", label: "b", type: "choice" }] },
    });
    expect([wrong.status, pointersOf(wrong)]).toEqual([400, ["/application/fields/0/options"]]);
  });

  it("is told what an application lacks, and makes nothing of it", async () => {
    const { slug } = await make.service(provider, { application: FORM });
    const { id } = await make.consumer(callers);
    const path = `/v1/consumers/${id}/subscriptions`;
    const without = await root("POST", path, { service: slug });
    expect([without.status, pointersOf(without)]).toEqual([400, ["/answers/use", "/termsVersion"]]);
    const wrong = await root("POST", path, { service: slug, ...said, answers: { use: "x", calls: "many" } });
    expect([wrong.status, pointersOf(wrong)]).toEqual([400, ["/answers/calls"]]);
    const neither = await root("POST", path, { service: slug, ...said, answers: { use: true } });
    expect([neither.status, pointersOf(neither)]).toEqual([400, ["/answers/use"]]);
    expect((await root("GET", path)).body.items).toEqual([]);
  });

  it("has the answers as they were asked, whatever it asks afterwards", async () => {
    const { slug } = await make.service(provider, { application: FORM });
    const applied = await make.apply(await make.consumer(callers), slug, said);
    await root("PATCH", `/v1/services/${slug}`, {
      application: { fields: [{ name: "use", label: "Another question", type: "number" }] },
    });
    const { body } = await root("GET", `/v1/subscriptions/${applied.id}`);
    expect(body).toMatchObject(said);
    expect(body.questions).toEqual([
      { name: "use", label: "What do you build?" },
      { name: "calls", label: "Calls a day" },
    ]);
    expect(body.history[0]).toMatchObject({ action: "apply", ...said });
    const entry = await eventually(
      async () =>
        (await root("GET", `/v1/audit?team=${callers}&limit=200`)).body.items.find((each: object) =>
          JSON.stringify(each).includes(applied.id),
        ),
      (found) => found !== undefined,
    );
    expect(entry.after).toMatchObject(said);
  });

  it("asks nothing of renewals, changes of plan, and those that the provider adds", async () => {
    const plans = [
      { name: "basic", durationDays: 30 },
      { name: "gold", durationDays: 30 },
    ];
    const { slug } = await make.service(provider, { application: FORM, plans });
    const { id } = await make.consumer(callers);
    const added = await root("POST", `/v1/services/${slug}/subscriptions`, { consumer: id, plan: "basic" });
    expect([added.status, added.body.status]).toEqual([201, "active"]);
    expect(await make.act(added.body, "renew")).toMatchObject({ renewal: { application: 2 } });
    await make.act(added.body, "approve");
    expect(await make.act(added.body, "change-plan", { plan: "gold" })).toMatchObject({ status: "active" });
  });
});
