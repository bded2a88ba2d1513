import type { Subscription } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { TextLink } from "../ui/links.tsx";

interface SubscriptionLinkProps {
  subscription: Subscription;
  /** Seen from this side: its own page, rather than what everybody may read of it. */
  isMine: boolean;
}

export const ServiceLink = ({ subscription: { service }, isMine }: SubscriptionLinkProps) =>
  isMine ? (
    <TextLink underline="always" to="/services/$service/$section" params={{ service, section: "settings" }}>
      {service}
    </TextLink>
  ) : (
    <TextLink underline="always" to="/catalog/$service" params={{ service }}>
      {service}
    </TextLink>
  );

/** Consumers of other teams have no page to be read. */
export const ConsumerLink = ({ subscription, isMine }: SubscriptionLinkProps) => {
  const { consumerId, consumerName, consumerTeam } = subscription;
  return (
    <>
      {isMine ? (
        <TextLink
          underline="always"
          to="/consumers/$consumer/$section"
          params={{ consumer: consumerId, section: "basics" }}
        >
          {consumerName}
        </TextLink>
      ) : (
        consumerName
      )}{" "}
      {texts.subscription.from(consumerTeam)}
    </>
  );
};
