import { TEAM_CHANGES } from "@latchkey/core/event/event";
import type { InvitationLink } from "@latchkey/core/invitation/invitation-link";
import type { Notification } from "@latchkey/core/notification/notification";
import type { TeamChangeFact } from "@latchkey/core/notification/team-change-fact";
import { toOwner } from "./sample-notices.ts";

const link: InvitationLink = {
  invitation: "inv_01SAMPLE",
  of: "team",
  slug: "shop",
  email: "zoe@example.org",
  number: 1,
  expires: 1_773_576_000,
};
const invitation = {
  team: "shop",
  by: "carla.applicant@example.org",
  until: "2026-03-15T12:00:00.000Z",
  link,
};
const toGuest = (key: string) => ({ to: "zoe@example.org", key: `${key}#zoe@example.org` });

const dataOf = (fact: TeamChangeFact) => ({
  fact,
  at: "2026-03-02T08:30:00.000Z",
  actor: "carla.applicant@example.org",
  team: "shop",
  ...(fact.startsWith("member.") ? { member: "zoe@example.org", role: "member" } : {}),
  ...(fact.startsWith("approver.") ? { member: "zoe@example.org", service: "forecast" } : {}),
  ...(fact.startsWith("webhook.") ? { origin: "https://hooks.example.org" } : {}),
  ...(fact === "upstream.moved" ? { service: "forecast", origin: "https://api.example.org" } : {}),
});

const change = (fact: TeamChangeFact): Notification<string> => ({
  ...toOwner(fact),
  kind: "team-change",
  data: dataOf(fact),
});

/** Invitations, and what every owner of a team hears. */
export const INVITATION_SAMPLES: Readonly<Record<string, Notification<string>>> = {
  "invitation-to-team": {
    ...toGuest("inv_1"),
    kind: "invitation",
    data: { ...invitation, of: "team", role: "owner" },
  },
  "invitation-to-decide": {
    ...toGuest("inv_2"),
    kind: "invitation",
    data: { ...invitation, of: "service", service: "forecast", link: { ...link, of: "service" } },
  },
  "added-to-team": {
    ...toGuest("evt_added"),
    kind: "team-change",
    data: { ...dataOf("member.added"), concernsRecipient: true },
  },
  ...Object.fromEntries(TEAM_CHANGES.map((fact) => [fact.replace(".", "-"), change(fact)])),
};
