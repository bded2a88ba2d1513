import type { Invitation } from "../invitation/invitation.ts";
import type { Service } from "../service/service.ts";
import type { Member } from "../team/team.ts";

declare const agreed: unique symbol;

/**
 * An address that may be mailed. Only `mailable` makes one, and a notification goes to nothing else: so an address that
 * somebody has merely written down is mailed nothing but its own invitation.
 */
export type Recipient = string & { readonly [agreed]: true };

/** Why an address may be mailed. */
export type Agreed =
  /** Has accepted, or was made a member by an admin. */
  | { as: "member"; member: Pick<Member, "email"> }
  /** Named for the service, and has accepted, or belongs to its team. */
  | { as: "approver"; email: string; service: ApproversOfService; members: readonly Pick<Member, "email">[] }
  /** Was a member until the change that is told. */
  | { as: "former-member"; email: string }
  /** Has asked for something when signed in with this address. */
  | { as: "asker"; email: string }
  /** Stands in the stage's configuration. */
  | { as: "admin"; email: string }
  /** Hears of the invitation itself. */
  | { as: "invited"; invitation: Pick<Invitation, "email" | "status"> };

type ApproversOfService = Pick<Service, "approvers" | "approversPending">;

/** The one place that knows who may be mailed. Nothing for somebody who may not. */
export const mailable = (agreement: Agreed): Recipient[] => {
  const address = addressOf(agreement);
  return address === undefined ? [] : [address as Recipient];
};

const addressOf = (agreement: Agreed): string | undefined => {
  switch (agreement.as) {
    case "member":
      return agreement.member.email;
    case "approver":
      return mayDecide(agreement.service, agreement.email, agreement.members) ? agreement.email : undefined;
    case "former-member":
    case "asker":
    case "admin":
      return agreement.email;
    case "invited":
      return agreement.invitation.status === "invited" ? agreement.invitation.email : undefined;
  }
};

const mayDecide = (
  { approvers, approversPending = [] }: ApproversOfService,
  email: string,
  members: readonly Pick<Member, "email">[],
): boolean =>
  approvers.includes(email) &&
  (!approversPending.includes(email) || members.some((member) => member.email === email));
