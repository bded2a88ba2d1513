import { mailable, type Recipient } from "../mail/recipient.ts";
import { ownersOf } from "../service/approvers.ts";
import type { Asker } from "../subscription/asker.ts";
import type { TeamStore } from "../team/team-store.ts";

/** The recipients of the outcome: the person who applied, or the owners of the consumer's team when a machine did. */
export const outcomeRecipients = async (
  stores: Pick<TeamStore, "members">,
  asker: Asker,
  consumerTeam: string,
): Promise<Recipient[]> =>
  asker.email === undefined ? ownersOf(stores, consumerTeam) : mailable({ as: "asker", email: asker.email });
