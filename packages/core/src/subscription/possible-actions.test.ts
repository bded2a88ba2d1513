import { describe, expect, it } from "vitest";
import { aPerson } from "../testing/callers.ts";
import { aSubscription } from "../testing/records.ts";
import { CALLERS, carriedOut, FIELDS, PLACES, workIn } from "./possible-actions.fixture.ts";
import { possibleActions } from "./possible-actions.ts";
import { listSubscriptionsOfService, seeSubscription } from "./read-subscription.ts";
import { SubscriptionStatus } from "./subscription.ts";
import { SubscriptionAction } from "./subscription-input.ts";

const situations = Object.entries(PLACES).flatMap(([where, place]) =>
  CALLERS.filter(([who]) => place.fields?.serviceTeam !== "callers" || !who.includes("providers")).map(
    ([who, caller]) => [where, who, place, caller] as const,
  ),
);
const states = SubscriptionStatus.options.flatMap((status) =>
  Object.entries(FIELDS).map(([how, fields]) => [`${status}, ${how}`, { status, ...fields }] as const),
);

describe("the actions that an answer lists", () => {
  it.each(situations)(
    "of a service %s, to %s, are those that are carried out, in every state",
    async (_w, _c, place, caller) => {
      for (const [state, fields] of states) {
        const work = workIn(place, aSubscription({ ...fields, ...place.fields }), caller);
        const { subscription, sides } = await seeSubscription(work, "sub_1");
        const listed = await possibleActions(work, subscription, sides);
        expect({ state, actions: listed }).toEqual({ state, actions: await carriedOut(work) });
      }
    },
  );

  it("are each there for somebody in some state", async () => {
    const listed = new Set<string>();
    for (const [, fields] of states) {
      const work = workIn(
        PLACES["of two plans"] ?? {},
        aSubscription(fields),
        aPerson("owner@callers+providers"),
      );
      const { subscription, sides } = await seeSubscription(work, "sub_1");
      for (const action of await possibleActions(work, subscription, sides)) listed.add(action);
    }
    expect(listed).toEqual(new Set(SubscriptionAction.options));
  });

  it("are the provider's in the list of a service, as far as one row tells", async () => {
    const providers = ["approve", "reject", "suspend", "resume", "revoke"];
    for (const [, caller] of CALLERS.filter(([who]) => /providers|both|admin/.test(who)))
      for (const [state, fields] of states) {
        const work = workIn(PLACES["of two plans"] ?? {}, aSubscription(fields), caller);
        const { items } = await listSubscriptionsOfService(work, "weather", {}, { limit: 1 });
        const carried = (await carriedOut(work)).filter((action) => providers.includes(action));
        expect({ state, actions: items[0]?.actions }).toEqual({ state, actions: carried });
      }
  });
});
