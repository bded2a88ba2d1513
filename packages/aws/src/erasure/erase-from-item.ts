import { Credential } from "@latchkey/core/credential/credential";
import { Delegation } from "@latchkey/core/delegation/delegation";
import { eraseDelegation } from "@latchkey/core/delegation/name-delegate";
import { Invitation } from "@latchkey/core/invitation/invitation";
import { eraseInvitation } from "@latchkey/core/invitation/plan-invitation";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import { eraseMailChoice } from "@latchkey/core/mail-choice/choose-mail";
import { MailChoice } from "@latchkey/core/mail-choice/mail-choice";
import { type Erased, eraseFromRecord } from "@latchkey/core/offboarding/erase-from-record";
import { holdsAddress } from "@latchkey/core/offboarding/erased-address";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { removeMember } from "@latchkey/core/team/remove-member";
import { Member } from "@latchkey/core/team/team";
import { AUDIT_ENTRY_PREFIX, auditHeadKey } from "../dynamo/audit-keys.ts";
import { DELEGATIONS } from "../dynamo/delegation-keys.ts";
import { INVITATION_PREFIX } from "../dynamo/invitation-keys.ts";
import { MEMBER_PREFIX, WEBHOOK_PREFIX } from "../dynamo/keys.ts";
import { MAIL_CHOICES } from "../dynamo/mail-choice-keys.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { ERASURES } from "./erasure-item.ts";
import { redactAuditEntry, redactItem } from "./redact-item.ts";

export interface Erasing extends Erased {
  table: Table;
  /** As an admin. */
  work: PlatformWork;
  auditRing: KeyRing;
  /** Nothing while an older stage has none. */
  recordRing: KeyRing | undefined;
  email: string;
}

/**
 * What became of an item. `left` is for what decides over calls or is shown as it was given: a credential's user name, a
 * webhook, an OpenAPI document.
 */
type Outcome = "untouched" | "changed" | "left";

const META = "META";
const CREDENTIAL_PREFIX = "CREDENTIAL#";
const AUDIT_PREFIX = auditHeadKey("").pk;

/** Takes the address out of one item, in the way that its kind asks for. */
export const eraseFromItem = async (erasing: Erasing, item: Item): Promise<Outcome> => {
  const { address, table, work, auditRing, email } = erasing;
  if (!holdsAddress(item, address)) return "untouched";
  const [pk, sk] = [String(item["pk"]), String(item["sk"])];
  const [kind = "", name = ""] = cut(pk);
  const inRecord = holdsAddress(item["doc"], address);
  if (kind === ERASURES) return "untouched";
  if (pk.startsWith(AUDIT_PREFIX) && sk.startsWith(AUDIT_ENTRY_PREFIX))
    return orLeft(await redactAuditEntry(table, auditRing, item, erasing));
  if (inRecord && sk.startsWith(MEMBER_PREFIX) && Member.parse(item["doc"]).email === email) {
    await removeMember(work, name, email);
    return "changed";
  }
  if (inRecord && sk === `${INVITATION_PREFIX}${email}`) {
    await eraseInvitationRecord(work, Invitation.parse(item["doc"]));
    return "changed";
  }
  if (inRecord && sk === META && kind === DELEGATIONS) {
    await eraseDelegationRecord(work, Delegation.parse(item["doc"]));
    return "changed";
  }
  if (inRecord && sk === META && kind === MAIL_CHOICES) {
    await eraseMailChoiceRecord(work, MailChoice.parse(item["doc"]));
    return "changed";
  }
  if (inRecord && sk === META) {
    if (kind === "TEAM" || kind === "SERVICE")
      return orLeft(
        await eraseFromRecord(work, { kind: kind === "TEAM" ? "team" : "service", slug: name }, erasing),
      );
    if (kind === "CONSUMER" || kind === "SUBSCRIPTION")
      return orLeft(
        await eraseFromRecord(
          work,
          { kind: kind === "CONSUMER" ? "consumer" : "subscription", id: name },
          erasing,
        ),
      );
  }
  if (inRecord && kind === "CONSUMER" && sk.startsWith(CREDENTIAL_PREFIX)) {
    const { id } = Credential.parse(item["doc"]);
    if (await eraseFromRecord(work, { kind: "credential", consumer: name, id }, erasing)) return "changed";
  }
  // The copy where the authorizer looks follows the subscription itself, so a later walk finds nothing in it.
  if (kind === "CONSUMER" && sk.startsWith("SUBSCRIPTION#")) return "left";
  const isKept = sk === "OPENAPI" || sk.startsWith(CREDENTIAL_PREFIX) || sk.startsWith(WEBHOOK_PREFIX);
  return orLeft(await redactItem(table, item, erasing, erasing.recordRing, isKept ? ["by"] : undefined));
};

const eraseInvitationRecord = (work: PlatformWork, invitation: Invitation): Promise<void> =>
  work.commit({
    writes: [eraseInvitation(invitation)],
    events: [],
    result: { kind: "invitation", keys: { team: invitation.team } },
  });

/** A person who is erased decides for no one, and no one decides for it. */
const eraseDelegationRecord = (work: PlatformWork, delegation: Delegation): Promise<void> =>
  work.commit({
    writes: [eraseDelegation(delegation)],
    events: [],
    result: { kind: "delegation", keys: {} },
  });

const eraseMailChoiceRecord = (work: PlatformWork, choice: MailChoice): Promise<void> =>
  work.commit({
    writes: [eraseMailChoice(choice)],
    events: [],
    result: { kind: "mail-choice", keys: {} },
  });

/** What holds the address still, and was not changed, holds it where it is kept, or was written by another meanwhile. */
const orLeft = (changed: boolean): Outcome => (changed ? "changed" : "left");

const cut = (pk: string): [string, string] => {
  const at = pk.indexOf("#");
  return at < 0 ? [pk, ""] : [pk.slice(0, at), pk.slice(at + 1)];
};
