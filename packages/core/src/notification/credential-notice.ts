import type { Consumer } from "../consumer/consumer.ts";
import type { Credential } from "../credential/credential.ts";
import { lastEnd } from "../credential/longest-life.ts";
import { isAnnouncedBy } from "../due/due-task.ts";
import type { Timing } from "../due/timing.ts";
import type { DomainEvent } from "../event/event.ts";
import { leakState } from "../leak/leaked-credential.ts";
import type { Recipient } from "../mail/recipient.ts";
import { type CredentialNotice, type Notification, notificationKey } from "./notification.ts";

type Fact = CredentialNotice["fact"];

/** To the owners of the consumer's team. None when it is not true any more, or the consumer goes with it. */
export const credentialNotices = (
  event: DomainEvent & { credential: string },
  fact: Fact,
  consumer: Consumer,
  credential: Credential | undefined,
  owners: readonly Recipient[],
  timing: Timing,
  maxDays?: number,
): Notification[] => {
  if (!isTrue[fact](credential, event, timing)) return [];
  const { id, name, team } = consumer;
  const credentialName = credential?.name ?? event.credentialName;
  return owners.map((to) => ({
    kind: "credential",
    to,
    key: notificationKey(event, "credential", to),
    data: {
      fact,
      at: event.at,
      actor: event.actor,
      consumer: { id, name, team },
      credential: {
        id: event.credential,
        ...(credentialName === undefined ? {} : { name: credentialName }),
        ...(credential ? { type: credential.type } : {}),
      },
      ...(credential?.expiresAt === undefined ? {} : { expiresAt: credential.expiresAt }),
      ...(fact === "rotated" && credential?.previousValidUntil !== undefined
        ? { previousValidUntil: credential.previousValidUntil }
        : {}),
      ...(isByRule(credential, maxDays) ? { maxDays } : {}),
      ...(fact === "leaked" && credential ? { leak: leakOf(credential) } : {}),
    },
  }));
};

/** Whether the team's rule is what ends it. */
const isByRule = (credential: Credential | undefined, maxDays: number | undefined): maxDays is number =>
  credential?.expiresAt !== undefined &&
  maxDays !== undefined &&
  lastEnd(credential, maxDays) === credential.expiresAt;

const leakOf = (credential: Credential): NonNullable<CredentialNotice["leak"]> => ({
  state: leakState(credential),
  ...(credential.leakedUrl === undefined ? {} : { foundAt: credential.leakedUrl }),
});

/** Facts of a moment stay true as long as there is the credential; those of its state as long as it has that. */
const isTrue: Record<
  Fact,
  (credential: Credential | undefined, event: DomainEvent, timing: Timing) => boolean
> = {
  created: (credential) => credential !== undefined,
  rotated: (credential) => credential?.previousValidUntil !== undefined || credential?.leakedAt !== undefined,
  disabled: (credential) => credential?.status === "disabled",
  revoked: (credential) => credential === undefined,
  leaked: (credential) => credential?.leakedAt !== undefined,
  expiring: (credential, { at }, timing) => isAnnouncedBy(at, credential?.expiresAt, timing),
  expired: (credential, { at }) => credential?.expiresAt !== undefined && credential.expiresAt <= at,
};
