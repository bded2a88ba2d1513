import type { Inviting } from "@latchkey/core/invitation-answer/read-invitation";
import { humanTime } from "../mail/human-time.ts";

/**
 * Of the team and the service only what cannot be a sentence or an address: texts of other tenants are on none of these
 * pages.
 */
export const InvitationFacts = ({ invitation }: Pick<Inviting, "invitation">) => {
  const { team, email, offer, inviter, expiresAt } = invitation;
  const facts = [
    ["Team", team],
    ...(offer.kind === "member" ? [["Role", offer.role]] : [["Service", offer.service]]),
    ["Invited by", inviter.kind === "person" ? inviter.email : `the program ${inviter.consumer}`],
    ["Your address", email],
    ["Open until", humanTime(expiresAt)],
  ] as const;
  return (
    <dl>
      {facts.map(([label = "", value = ""]) => [
        <dt key={label}>{label}</dt>,
        <dd key={`${label}-value`}>{value}</dd>,
      ])}
    </dl>
  );
};
