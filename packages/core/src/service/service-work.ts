import type { InvitationRecord } from "../invitation/invitation.ts";
import type { InvitationStore } from "../invitation/invitation-store.ts";
import type { Reads, Work } from "../store/work.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { ServiceRecord } from "./service.ts";
import type { ServiceStore } from "./service-store.ts";

/** A request that reads services. */
export type ServiceReads = Reads<ServiceStore & TeamStore>;

/** A request that changes services. */
export type ServiceWork = Work<ServiceStore & TeamStore & InvitationStore, ServiceRecord | InvitationRecord>;
