import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { storedApplication } from "@latchkey/aws/testing/stored-application";
import { namedActor } from "@latchkey/core/access/actor";
import { type ApprovalLink, signApprovalLink } from "@latchkey/core/approval/approval-link";
import type { Service } from "@latchkey/core/service/service";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import type { Command } from "@latchkey/core/subscription/decide-subscription";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { keysOf, NOW } from "@latchkey/core/testing/records";
import { expect } from "vitest";
import { CONTROL_URL, ring, visiting } from "../page/page.fixture.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { type ApprovalsDependencies, createApprovals } from "./create-approvals.ts";

export const ANN = "ann@example.com";
export const BOB = "bob@example.com";
export const DAY = 86_400_000;

/** A pending application to a service with two approvers. */
export const apply = (store: TestStore, fields: Partial<Subscription> = {}, of: Partial<Service> = {}) =>
  storedApplication(store, {
    service: { name: "Echo", approvers: [ANN, BOB], ...of },
    subscription: { reason: "We sell things.", ...fields },
  });

export const act = async (
  store: TestStore,
  id: string,
  command: Command,
  actor = "carl@example.com",
  now = NOW,
): Promise<Subscription> => {
  const subscription = await store.stores.subscription(id);
  if (!subscription) throw new Error("There is such a subscription.");
  return carryOut({ now, commit: store.commitWith({ now }) }, subscription, command, {
    actor: namedActor(actor),
  });
};

export const linkFor = (subscription: Subscription, fields: Partial<ApprovalLink> = {}): ApprovalLink => ({
  subscription: subscription.id,
  application: subscription.application,
  approver: ANN,
  expires: (NOW + 14 * DAY) / 1000,
  ...fields,
});

export const tokenFor = (subscription: Subscription, fields: Partial<ApprovalLink> = {}, by = ring): string =>
  signApprovalLink(by, linkFor(subscription, fields));

export const dependenciesOf = (
  store: TestStore,
  others: Partial<ApprovalsDependencies> = {},
): ApprovalsDependencies => ({
  keys: keysOf(ring),
  stores: store.stores,
  admins: [],
  now: () => NOW,
  commit: (now) => store.commitWith({ now }),
  controlUrl: CONTROL_URL,
  log: quietLog,
  ...others,
});

/** The two handlers as a person uses them. */
export const visitor = (dependencies: ApprovalsDependencies) => {
  return visiting(createApprovals(dependencies));
};

export const stored = async (store: TestStore, { id }: Subscription): Promise<Subscription> => {
  const subscription = await store.stores.subscription(id);
  if (!subscription) throw new Error("There is such a subscription.");
  return subscription;
};

export const unchanged = async (store: TestStore, subscription: Subscription): Promise<void> =>
  expect(await stored(store, subscription)).toEqual(subscription);

/** A link with another last character. */
export const otherEnd = (token: string): string => token.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
