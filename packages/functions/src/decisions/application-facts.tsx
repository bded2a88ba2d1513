import { planTitle } from "@latchkey/core/notification/plan-title";
import type { Service } from "@latchkey/core/service/service";
import { askerOf } from "@latchkey/core/subscription/asker";
import { shownAnswers } from "@latchkey/core/subscription/shown-answers";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { roleOfApplicant } from "../mail/applicant-role.ts";
import { humanTime } from "../mail/human-time.ts";

/** Who asks for what in the application of this number. `more` are further lines of the same list. */
export const ApplicationFacts = ({
  subscription,
  application,
  service,
  more,
}: {
  subscription: Subscription;
  application: number;
  service: Service;
  more: readonly (readonly [label: string, value: string])[];
}) => {
  const asker = askerOf(subscription, application);
  const plan = planTitle(service, subscription.planChange?.plan ?? subscription.plan);
  const facts = [
    ["Service", `${service.name} (${service.slug})`],
    ["Consumer", subscription.consumerName],
    ["Team", subscription.consumerTeam],
    ["Asked by", asker.id],
    ...(asker.role ? [["Their role", roleOfApplicant(asker.role, subscription.consumerTeam)]] : []),
    ...(plan === undefined ? [] : [["Plan", plan]]),
    ...(subscription.scopes?.length ? [["Scopes", subscription.scopes.join(", ")]] : []),
    ...(subscription.termsVersion !== undefined && application === 1
      ? [["Terms", subscription.termsVersion]]
      : []),
    ["Asked on", humanTime(askedAt(subscription))],
    ...more,
  ] as const;
  return (
    <dl>
      {facts.map(([label, value]) => [<dt key={label}>{label}</dt>, <dd key={`${label}-value`}>{value}</dd>])}
    </dl>
  );
};

const askedAt = ({ renewal, planChange, appliedAt }: Subscription): string =>
  renewal?.askedAt ?? planChange?.askedAt ?? appliedAt;

/** Text that a user wrote, quoted unchanged. */
export const Quote = ({ label, text }: { label: string; text: string | undefined }) => (
  <figure>
    <figcaption>{label}</figcaption>
    <blockquote>{text || "None."}</blockquote>
  </figure>
);

/** What the applicant answered; a renewal and a change of plan ask nothing. */
export const Answers = ({ subscription, application }: { subscription: Subscription; application: number }) =>
  application === 1 &&
  shownAnswers(subscription).map(({ name, label, text }) => <Quote key={name} label={label} text={text} />);
