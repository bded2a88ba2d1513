import type { EventType } from "../event/event.ts";

/** The events of which every owner of a team is notified. */
export const TEAM_CHANGE_FACTS = [
  "member.invited",
  "member.joined",
  "member.declined",
  "member.added",
  "member.changed",
  "member.removed",
  "approver.confirmed",
  "approver.declined",
  "webhook.added",
  "webhook.moved",
  "webhook.removed",
  "upstream.moved",
] as const satisfies readonly EventType[];
export type TeamChangeFact = (typeof TEAM_CHANGE_FACTS)[number];
