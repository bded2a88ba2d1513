import type { InvitationRecord } from "../invitation/invitation.ts";
import type { InvitationStore } from "../invitation/invitation-store.ts";
import type { Reads, Work } from "../store/work.ts";
import type { SuppressionStore } from "../suppression/suppression.ts";
import type { MemberRecord, TeamRecord } from "./team.ts";
import type { TeamStore } from "./team-store.ts";

/** A request that reads teams and their members. */
export type TeamReads = Reads<TeamStore & InvitationStore & SuppressionStore>;

/** A request that changes teams and their members. */
export type TeamWork = Work<
  TeamStore & InvitationStore & SuppressionStore,
  TeamRecord | MemberRecord | InvitationRecord
>;
