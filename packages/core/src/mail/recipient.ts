declare const agreed: unique symbol;

/**
 * An address that may be mailed. Only `mailable` makes one, and a notification goes to nothing else: so an address that was
 * only entered in a form gets no mail except its own invitation.
 */
export type Recipient = string & { readonly [agreed]: true };

/** Why an address may be mailed. */
export type Agreed =
  /** Has accepted, or was made a member by an admin. */
  | { as: "member"; member: Addressed }
  /** Named for the service, and has accepted, or belongs to its team. */
  | { as: "approver"; email: string; service: ApproversOfService; members: readonly Addressed[] }
  /** Was a member until the change that is told. */
  | { as: "former-member"; email: string }
  /** Has asked for something when signed in with this address. */
  | { as: "asker"; email: string }
  /** From the stage's configuration. */
  | { as: "admin"; email: string }
  /** Named by an approver, and belongs to a team with the approver. */
  | { as: "delegate"; delegation: { delegate: string } }
  /** Gets the invitation itself. */
  | { as: "invited"; invitation: Addressed & { status: string } };

type Addressed = { email: string };

/** The approvers that are named for a service, and those of them who have not accepted yet. */
interface ApproversOfService {
  approvers: readonly string[];
  approversPending?: readonly string[] | undefined;
}

/** The one place that decides who may be mailed. Undefined for an address that may not. */
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
    case "delegate":
      return agreement.delegation.delegate;
    case "invited":
      return agreement.invitation.status === "invited" ? agreement.invitation.email : undefined;
  }
};

const mayDecide = (
  { approvers, approversPending = [] }: ApproversOfService,
  email: string,
  members: readonly Addressed[],
): boolean =>
  approvers.includes(email) &&
  (!approversPending.includes(email) || members.some((member) => member.email === email));
