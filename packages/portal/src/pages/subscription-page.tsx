import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useHasPath } from "../api/features.ts";
import type { Subscription } from "../api/resources.ts";
import { ServiceEnd } from "../catalog/service-end.tsx";
import { ReadyToCall } from "../credentials/ready-to-call.tsx";
import { SubscriptionLimits } from "../limits/subscription-limits.tsx";
import { CallsTable } from "../refusals/calls-table.tsx";
import { mayChange, useMe } from "../session/me-query.ts";
import { AnswersSection } from "../subscriptions/answers-given.tsx";
import { applicantOf } from "../subscriptions/applicant.ts";
import { ApprovalsSection } from "../subscriptions/approvals-given.tsx";
import { Ends } from "../subscriptions/ends.tsx";
import { HistoryList } from "../subscriptions/history-list.tsx";
import { NextStep } from "../subscriptions/next-step.tsx";
import { sidesOf } from "../subscriptions/sides.ts";
import { SubscriptionActions } from "../subscriptions/subscription-actions.tsx";
import { ConsumerLink, ServiceLink } from "../subscriptions/subscription-links.tsx";
import { subscriptionQuery } from "../subscriptions/subscription-queries.ts";
import { texts } from "../texts/texts.ts";
import { CopiedId } from "../ui/copied-id.tsx";
import { Facts } from "../ui/facts.tsx";
import { ButtonLink, TextLink } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { PageQuery } from "../ui/page-query.tsx";
import { Section } from "../ui/section.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";

export const SubscriptionPage = () => {
  const { subscription } = useParams({ from: "/subscriptions/$subscription" });
  const query = useQuery(subscriptionQuery(subscription));
  return <PageQuery query={query}>{(found) => <SubscriptionDetails subscription={found} />}</PageQuery>;
};

/** Whether its limits count: those of a subscription that has not begun or has ended do not. */
const isRunning = ({ status }: Subscription): boolean => status === "active" || status === "suspended";

const SubscriptionDetails = ({ subscription }: { subscription: Subscription }) => {
  const me = useMe();
  const sides = sidesOf(me, subscription);
  const hasLimits = useHasPath("/v1/consumers/{consumer}/limits");
  const isMine = sides.consumer;
  const canAct = mayChange(me, subscription.consumerTeam);
  return (
    <Page
      title={texts.subscription.title(subscription.service, subscription.consumerName)}
      above={
        isMine ? (
          <TextLink
            to="/consumers/$consumer/$section"
            params={{ consumer: subscription.consumerId, section: "subscriptions" }}
          >
            {subscription.consumerName}
          </TextLink>
        ) : (
          <TextLink
            to="/services/$service/$section"
            params={{ service: subscription.service, section: "subscribers" }}
          >
            {subscription.service}
          </TextLink>
        )
      }
      beside={
        <span aria-live="polite">
          <StatusBadge status={subscription.status} label={texts.subscription.status[subscription.status]} />
        </span>
      }
      actions={
        canAct && subscription.status !== "rejected" ? (
          <ButtonLink
            variant="default"
            to="/consumers/$consumer/$section"
            params={{ consumer: subscription.consumerId, section: "credentials" }}
          >
            {texts.subscription.issueCredential}
          </ButtonLink>
        ) : null
      }
    >
      <ServiceEnd slug={subscription.service} />
      <NextStep subscription={subscription} />
      <Section title={texts.consumer.basics} actions={<SubscriptionActions subscription={subscription} />}>
        <Facts
          facts={[
            [
              texts.subscription.service,
              <ServiceLink key="service" subscription={subscription} isMine={sides.service} />,
            ],
            [
              texts.subscription.consumer,
              <ConsumerLink key="consumer" subscription={subscription} isMine={isMine} />,
            ],
            [texts.subscription.plan, subscription.plan],
            [texts.catalog.scopes, subscription.scopes?.join(", ")],
            [texts.subscription.applicant, applicantOf(subscription)],
            [texts.subscription.appliedAt, <Moment key="at" at={subscription.appliedAt} />],
            [
              texts.subscription.expires,
              <Ends key="end" status={subscription.status} expiresAt={subscription.expiresAt} />,
            ],
            [texts.subscription.reasonGiven, subscription.reason],
            [texts.ui.id, <CopiedId key="id" id={subscription.id} />],
          ]}
        />
      </Section>
      <AnswersSection subscription={subscription} />
      <ApprovalsSection subscription={subscription} />
      {isMine && subscription.status === "active" ? <ReadyToCall subscription={subscription} /> : null}
      {hasLimits && isRunning(subscription) ? (
        <SubscriptionLimits subscription={subscription} isMine={isMine} />
      ) : null}
      {isRunning(subscription) ? (
        <Section title={texts.call.title} lead={texts.call.lead}>
          <CallsTable consumer={subscription.consumerId} service={subscription.service} />
        </Section>
      ) : null}
      <Section title={texts.subscription.history}>
        <HistoryList entries={subscription.history} />
      </Section>
    </Page>
  );
};
