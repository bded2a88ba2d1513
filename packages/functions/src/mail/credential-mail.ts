import { isPerson } from "@latchkey/core/access/actor";
import type { CredentialNotice } from "@latchkey/core/notification/notification";
import { type Addresses, portalAddress } from "./about-facts.ts";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";
import { consumerIn, named, type Subject, subject } from "./subject.ts";
import { inDays } from "./subscription-mail.ts";

/** To the owners of the consumer's team. It names the credential and holds nothing that opens anything. */
export const credentialMail = (notice: CredentialNotice, addresses: Addresses): MailContent => {
  const { consumer, credential, fact, at, actor, expiresAt, previousValidUntil, leak, maxDays } = notice;
  const name = credential.name ?? credential.id;
  const byTime = fact === "expiring" || fact === "expired";
  const sentence = `The credential ${name} of the consumer ${consumer.name} ${leak ? LEAKED[leak.state] : SENTENCES[fact]}`;
  return {
    subject: subject`${SUBJECTS[fact](notice)}: ${credentialIn(credential.name)} of ${consumerIn(consumer.name)}`,
    preview: sentence,
    heading: HEADINGS[fact],
    opening: [sentence],
    facts: [
      {
        label: "Credential",
        value: credential.name ? `${credential.name} (${credential.id})` : credential.id,
      },
      ...(credential.type === undefined ? [] : [{ label: "Type", value: TYPES[credential.type] }]),
      { label: "Consumer", value: consumer.name },
      { label: "Team", value: consumer.team },
      ...(leak?.foundAt === undefined ? [] : [{ label: "Found at", value: leak.foundAt }]),
      ...(byTime || leak ? [] : [{ label: "By", value: actor, isAddress: isPerson(actor) }]),
      ...(byTime ? [] : [{ label: "On", value: humanTime(at) }]),
      ...(previousValidUntil === undefined
        ? []
        : [{ label: "Old secret until", value: humanTime(previousValidUntil) }]),
      ...(expiresAt === undefined
        ? []
        : [{ label: fact === "expired" ? "Ended on" : "Ends on", value: humanTime(expiresAt) }]),
      ...(maxDays === undefined
        ? []
        : [{ label: "Rule", value: `The team's credentials end ${days(maxDays)} after they were created.` }]),
    ],
    ...portalAddress(
      addresses,
      `/consumers/${consumer.id}/credentials`,
      "The consumer's credentials in the portal:",
    ),
    closing: [maxDays === undefined ? NEXT[fact] : BY_RULE],
    why: `You get this mail because you own the team ${consumer.team}.`,
  };
};

type Fact = CredentialNotice["fact"];

const credentialIn = (name: string | undefined): Subject => {
  const unnamed = subject`a credential`;
  const known = named(name, unnamed);
  return known === unnamed ? unnamed : subject`credential ${known}`;
};

const TYPES = {
  "api-key": "API key",
  basic: "Basic",
  jwt: "JWT",
  aksk: "access key and secret key",
  oauth2: "OAuth 2 client",
};

const SUBJECTS: Record<Fact, (notice: CredentialNotice) => Subject> = {
  created: () => subject`Created`,
  rotated: () => subject`Rotated`,
  disabled: () => subject`Disabled`,
  revoked: () => subject`Revoked`,
  leaked: () => subject`Leaked`,
  expiring: ({ at, expiresAt = at }) => subject`Ends ${inDays(Date.parse(expiresAt) - Date.parse(at))}`,
  expired: () => subject`Ended`,
};

const HEADINGS: Record<Fact, string> = {
  created: "A credential was created",
  rotated: "A credential was rotated",
  disabled: "A credential was disabled",
  revoked: "A credential was revoked",
  leaked: "A secret was found in public",
  expiring: "A credential ends soon",
  expired: "A credential has ended",
};

const SENTENCES: Record<Fact, string> = {
  created: "was created. Anyone who has its secret can call in the name of the consumer.",
  rotated: "has a new secret. The old one works for a while, so that programs can change over.",
  disabled: "was disabled. Its calls are refused until it is enabled again.",
  revoked: "was revoked. Its calls are refused.",
  leaked: "has a secret that was found in public.",
  expiring: "ends soon. From its end on its calls are refused.",
  expired: "has ended. Its calls are refused.",
};

const days = (count: number): string => (count === 1 ? "1 day" : `${count} days`);

const BY_RULE =
  "What to do next: create another credential and change over in time. The team's rule gives this one no later end.";

const LEAKED: Record<NonNullable<CredentialNotice["leak"]>["state"], string> = {
  disabled: "has a secret that was found in public. It was disabled at once. Its calls are refused.",
  "one-ended":
    "has a secret that was found in public. That secret works no more; the other one of the credential does.",
  told: "has a secret that was found in public. It still works, as your team has chosen: whoever has read it can call in the name of the consumer.",
};

const UNEXPECTED = "If nobody of your team did this, revoke the credential and ask who has access.";

const NEXT: Record<Fact, string> = {
  created: UNEXPECTED,
  rotated: UNEXPECTED,
  disabled: "If nobody of your team did this, ask who has access.",
  revoked: "If nobody of your team did this, ask who has access.",
  leaked:
    "What to do next: rotate the credential, give the new secret to its programs, and enable it again if it was disabled. Remove the secret from where it was found, and look at the last calls of the consumer. A stranger has written the address.",
  expiring: "What to do next: give it a later end, or create another one and change over in time.",
  expired: "What to do next: create another one, or give this one a later end.",
};
