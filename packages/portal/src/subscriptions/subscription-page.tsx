import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import type { Subscription } from "../api/resources.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { Facts } from "../ui/facts.tsx";
import { ButtonLink, TextLink } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import { Page } from "../ui/page.tsx";
import { PageQuery } from "../ui/page-query.tsx";
import { Section } from "../ui/section.tsx";
import { StatusBadge } from "../ui/status-badge.tsx";
import { Ends } from "./ends.tsx";
import { HistoryList } from "./history-list.tsx";
import { NextStep } from "./next-step.tsx";
import { SubscriptionActions } from "./subscription-actions.tsx";
import { subscriptionQuery } from "./subscription-queries.ts";

export const SubscriptionPage = () => {
  const { subscription } = useParams({ from: "/subscriptions/$subscription" });
  const query = useQuery(subscriptionQuery(subscription));
  return <PageQuery query={query}>{(found) => <SubscriptionDetails subscription={found} />}</PageQuery>;
};

const SubscriptionDetails = ({ subscription }: { subscription: Subscription }) => {
  const me = useMe();
  const isMine = me?.admin || me?.teams.some(({ team }) => team === subscription.consumerTeam);
  const isProvider = isOwner(me, subscription.serviceTeam);
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
        isMine && subscription.status !== "rejected" ? (
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
      <NextStep subscription={subscription} />
      <Section
        title={texts.consumer.basics}
        actions={
          <SubscriptionActions
            subscription={subscription}
            asConsumer={isMine === true}
            asProvider={isProvider}
          />
        }
      >
        <Facts
          facts={[
            [texts.subscription.service, subscription.service],
            [texts.subscription.consumer, `${subscription.consumerName} (${subscription.consumerTeam})`],
            [texts.subscription.plan, subscription.plan],
            [texts.catalog.scopes, subscription.scopes?.join(", ")],
            [texts.subscription.applicant, subscription.applicant.email ?? subscription.applicant.id],
            [texts.subscription.appliedAt, <Moment key="at" at={subscription.appliedAt} />],
            [
              texts.subscription.expires,
              <Ends key="end" status={subscription.status} expiresAt={subscription.expiresAt} />,
            ],
            [texts.subscription.reasonGiven, subscription.reason],
            [texts.ui.id, subscription.id],
          ]}
        />
      </Section>
      <Section title={texts.subscription.history}>
        <HistoryList entries={subscription.history} />
      </Section>
    </Page>
  );
};
