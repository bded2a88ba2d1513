import { testStore } from "@latchkey/aws/testing/test-store";
import { workOn } from "@latchkey/aws/testing/work-for-tests";
import { retryRaced } from "@latchkey/core/outage";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import type { Service } from "@latchkey/core/service/service";
import { actOnSubscription } from "@latchkey/core/subscription/act-on-subscription";
import { aPerson } from "@latchkey/core/testing/callers";
import { change, replace } from "@latchkey/core/testing/changes";
import { NOW, timeAt } from "@latchkey/core/testing/records";
import { expect, it } from "vitest";
import { act, apply, DAY, dependenciesOf, stored, tokenFor, visitor } from "./approvals.fixture.ts";

const store = testStore();

const PLANS = [{ name: "month", durationDays: 30 }];
const SUNSET = timeAt(NOW + 40 * DAY);

/** A renewal that waits, of a term that ends in 30 days. */
const renewing = async () => {
  const { service, subscription } = await apply(store(), { plan: "month" }, { plans: PLANS });
  await act(store(), subscription.id, { do: "approve", term: { durationDays: 30 } }, "olga@example.com");
  const renewed = await act(store(), subscription.id, { do: "renew" });
  return { service, subscription: renewed };
};

/** A commit before which the service gets its end, once: after everything was read for it. */
const overtaken = (service: Service, commit: PlatformCommit): PlatformCommit => {
  let isFirst = true;
  return async (wanted) => {
    if (isFirst) {
      isFirst = false;
      const deprecation = { at: timeAt(NOW), sunsetAt: SUNSET };
      const value = { ...service, revision: service.revision + 1, deprecation };
      await store().commit(change(replace({ kind: "service", value })));
    }
    return commit(wanted);
  };
};

it("a renewal that is approved by a link while its service gets an end runs to that end", async () => {
  const { service, subscription } = await renewing();
  const commit = overtaken(service, store().commitWith({ now: NOW }));
  const { send } = visitor(dependenciesOf(store(), { commit: () => commit }));
  const { statusCode } = await send(tokenFor(subscription, { application: 2 }), "decision=approve");
  expect(statusCode).toBe(200);
  expect(await stored(store(), subscription)).toMatchObject({ expiresAt: SUNSET, status: "active" });
});

it("so does one that is approved by an owner, and one that is granted at once", async () => {
  for (const approval of ["manual", "auto"] as const) {
    const { service, subscription } = await renewing();
    const asked = approval === "auto";
    const current = { ...service, approval };
    if (asked) {
      const { renewal: _none, ...rest } = await stored(store(), subscription);
      await store().commit(
        change(
          replace({ kind: "subscription", value: { ...rest, revision: rest.revision + 1 } }),
          replace({ kind: "service", value: { ...current, revision: 2 } }),
        ),
      );
    }
    const before = asked ? { ...current, revision: 2 } : current;
    const commit = overtaken(before, store().commitWith({ now: NOW }));
    const caller = aPerson("ada@example.com", true);
    await retryRaced(5, () =>
      actOnSubscription(
        workOn(store(), { caller, now: NOW, commit }),
        subscription.id,
        asked ? "renew" : "approve",
        {},
      ),
    );
    expect(await stored(store(), subscription)).toMatchObject({ expiresAt: SUNSET });
  }
});
