import type { Deprecation } from "../service/deprecation.ts";

/** To the owners of the teams that have a living subscription. Without a deprecation it was taken back. */
export interface DeprecationNotice {
  deprecation?: Omit<Deprecation, "announcedUntil">;
  at: string;
  service: { slug: string; name: string; team: string };
  /** The recipient's, which has the subscription. */
  ofTeam: string;
}
