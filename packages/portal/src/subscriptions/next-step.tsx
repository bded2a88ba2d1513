import { Alert, Text } from "@mantine/core";
import type { Subscription } from "../api/resources.ts";
import { PLATFORM_SERVICE } from "../catalog/platform-service.ts";
import { texts } from "../texts/texts.ts";
import { ButtonLink } from "../ui/links.tsx";

/** In the others it is over: the consumer may apply again. */
const LIVING: ReadonlySet<string> = new Set(["pending", "active", "suspended"]);

/** What the state means, and what can be done about it. */
export const NextStep = ({ subscription }: { subscription: Subscription }) => {
  const { status, renewal, planChange, history, service } = subscription;
  const isOver = !LIVING.has(status);
  const said = history.at(-1)?.reason;
  return (
    <Alert variant="outline" mb="lg" role="status">
      <Text size="sm">
        {status === "pending" && service === PLATFORM_SERVICE
          ? texts.subscription.adminsDecide
          : texts.subscription.next[status]}
      </Text>
      {isOver && said ? (
        <Text size="sm" mt="xs">
          {texts.subscription.reasonGiven}: {said}
        </Text>
      ) : null}
      {renewal ? (
        <Text size="sm" mt="xs">
          {texts.subscription.renewalAsked}
        </Text>
      ) : null}
      {planChange ? (
        <Text size="sm" mt="xs">
          {texts.subscription.planAsked(planChange.plan)}
        </Text>
      ) : null}
      {isOver ? (
        <ButtonLink to="/catalog/$service" params={{ service }} size="xs" mt="sm" variant="default">
          {texts.subscription.applyAgain}
        </ButtonLink>
      ) : null}
    </Alert>
  );
};
