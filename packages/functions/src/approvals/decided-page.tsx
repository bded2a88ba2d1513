import { actorName } from "@latchkey/core/access/actor";
import { deciderOf } from "@latchkey/core/approval/approval-link";
import type { Approval } from "@latchkey/core/approval/read-approval";
import type { HistoryEntry, SubscriptionStatus } from "@latchkey/core/subscription/subscription";
import { Answers, ApplicationFacts, Quote } from "../decisions/application-facts.tsx";
import { changedLines } from "../mail/changed-lines.ts";
import { humanTime } from "../mail/human-time.ts";
import { renderPage } from "../page/page-layout.tsx";
import { settledHeading, TooLate } from "../page/settled-heading.tsx";

export type Decided = Extract<Approval, { state: "decided" }>;

/** The decision, who made it, and the current state. `refused` is a decision that came too late. */
export const decidedPage = (
  { subscription, service, status, entry, link, decision }: Decided,
  refused?: "approve" | "reject",
): string => {
  const done = DONE[decision];
  // A later application has approvals of its own.
  const approvals = link.application === subscription.application ? (subscription.approvals ?? []) : [];
  return renderPage(
    settledHeading(DONE, decision, refused),
    <>
      <TooLate what="the application" participle={done.participle} refused={refused} />
      <p role="status">
        {`${whoDecided(entry, deciderOf(link))} ${done.participle} it on ${humanTime(entry.at)}.`}
      </p>
      <Quote label="Reason given with the decision" text={entry.reason} />
      {entry.changed && (
        <Quote label="Approved otherwise than asked" text={changedLines(entry.changed).join("\n")} />
      )}
      <ApplicationFacts
        subscription={subscription}
        application={link.application}
        service={service}
        more={[
          ...(approvals.length > 1
            ? [["Approved by", approvals.map(({ by }) => by).join(", ")] as const]
            : []),
          ["Now", since(status, subscription.expiresAt)],
        ]}
      />
      <Answers subscription={subscription} application={link.application} />
      <p className="quiet">You can close this page. {done.next}</p>
    </>,
  );
};

const DONE = {
  approve: {
    heading: "The application is approved",
    participle: "approved",
    next: "Whoever owns the service can still suspend or revoke the subscription when signed in.",
  },
  reject: {
    heading: "The application is rejected",
    participle: "rejected",
    next: "The consumer can apply again.",
  },
} as const;

const whoDecided = ({ actor, delegateOf }: HistoryEntry, reader: string): string => {
  const name = actorName(actor);
  const place = delegateOf === undefined ? "" : `, in place of ${delegateOf},`;
  if (name === reader) return `You (${reader})${place}`;
  if (actor.kind === "rule") return "A rule of the service";
  return actor.kind === "service" ? "The service itself" : `${name}${place}`;
};

const since = (status: SubscriptionStatus, expiresAt: string | undefined): string => {
  if (status === "active" && expiresAt !== undefined) return `active until ${humanTime(expiresAt)}`;
  return STATUS[status];
};

const STATUS: Record<SubscriptionStatus, string> = {
  pending: "waiting for a decision",
  active: "active: its calls are let through",
  suspended: "suspended by the provider",
  rejected: "rejected: its calls are refused",
  withdrawn: "withdrawn by the consumer",
  lapsed: "lapsed",
  cancelled: "cancelled by the consumer",
  revoked: "revoked by the provider",
  expired: "expired",
};
