import { describe, expect, it } from "vitest";
import { namedActor } from "../access/actor.ts";
import type { DomainEvent } from "../event/event.ts";
import type { HistoryEntry, Subscription } from "../subscription/subscription.ts";
import { mailCause } from "./mail-cause.ts";

const AT = "2026-03-01T12:00:00.000Z";

const entry = (action: string, actor: string, at = AT): HistoryEntry =>
  ({ at, actor: namedActor(actor), action, to: "active", application: 1 }) as HistoryEntry;

const causeOf = (fact: Partial<DomainEvent>, history: HistoryEntry[] = []) => {
  const event: DomainEvent = {
    id: "evt_1",
    type: "credential.created",
    at: AT,
    actor: "eve@x.test",
    team: "callers",
    ...fact,
  };
  const subscription = { consumerTeam: "callers", serviceTeam: "providers", history } as Subscription;
  const consumer = async (id: string) =>
    id === "con_root" ? { team: "latchkey", name: "root" } : { team: "callers", name: "web-shop" };
  return mailCause(event, {
    stores: { subscription: async () => subscription, consumer } as never,
    admins: ["ada@x.test"],
  });
};

const EARLIER = "2026-02-01T12:00:00.000Z";
const applied = entry("apply", "eve@x.test", EARLIER);
const given = entry("add", "pia@x.test", EARLIER);
const about = (type: DomainEvent["type"], actor: string) => ({ type, actor, subscription: "sub_1" });

const EVE = { team: "callers", actor: "eve@x.test" };
const PIA = { team: "providers", actor: "pia@x.test" };
const decided = (...by: [action: string, actor: string]) => [applied, entry(...by)];

describe("Whose doing a mail is", () => {
  it.each<[string, Partial<DomainEvent>, HistoryEntry[], object | undefined]>([
    ["a member's, for the team", {}, [], EVE],
    ["a program's, for its team", { actor: "con_1" }, [], { team: "callers", actor: "con_1" }],
    [
      "time's, which no person pays for",
      { type: "credential.expired", actor: "system" },
      [],
      { team: "callers" },
    ],
    ["an admin's, who is free", { actor: "ada@x.test" }, [], undefined],
    ["root's, which is free", { actor: "con_root" }, [], undefined],
    ["another program's that is called root", { actor: "con_2" }, [], { team: "callers", actor: "con_2" }],
    ["an applicant's", about("subscription.requested", "eve@x.test"), [applied], EVE],
    [
      "a reminder: of the team that asked",
      about("subscription.reminder", "system"),
      [applied],
      { team: "callers" },
    ],
    [
      "the provider's, who decides",
      about("subscription.approved", "pia@x.test"),
      decided("approve", "pia@x.test"),
      PIA,
    ],
    [
      "the provider's, who suspends",
      about("subscription.suspended", "pia@x.test"),
      decided("suspend", "pia@x.test"),
      PIA,
    ],
    [
      "the applicant's, for whom a rule decides",
      { ...about("subscription.approved", "rule:1"), application: 1 },
      decided("approve", "rule:1"),
      EVE,
    ],
    [
      "the applicant's, for whom the service decides",
      about("subscription.renewed", "eve@x.test"),
      decided("approve-renewal", "service"),
      EVE,
    ],
    [
      "the provider's, who grants without an application",
      about("subscription.approved", "pia@x.test"),
      [entry("add", "pia@x.test")],
      PIA,
    ],
    [
      "the provider's, when what it gave ends",
      about("subscription.expired", "system"),
      [given],
      { team: "providers" },
    ],
    [
      "the provider's, when what it gave is announced to end",
      about("subscription.expiring", "system"),
      [given],
      { team: "providers" },
    ],
  ])("is %s", async (_whose, event, history, cause) => {
    expect(await causeOf(event, history)).toEqual(cause);
  });
});
