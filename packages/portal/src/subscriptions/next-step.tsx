import { Text } from "@mantine/core";
import type { Subscription } from "../api/resources.ts";
import { PLATFORM_SERVICE } from "../catalog/platform-service.ts";
import { texts } from "../texts/texts.ts";
import { ButtonLink } from "../ui/links.tsx";
import { Notice, type NoticeTone } from "../ui/notice.tsx";

/** In the others it is over: the consumer may apply again. */
const LIVING: ReadonlySet<string> = new Set(["pending", "active", "suspended"]);

const TONES: Record<Subscription["status"], NoticeTone> = {
  pending: "wait",
  active: "good",
  suspended: "stop",
  rejected: "stop",
  revoked: "stop",
  expired: "tell",
  cancelled: "tell",
  withdrawn: "tell",
  lapsed: "tell",
};

/** What the state means, and what can be done about it. */
export const NextStep = ({ subscription }: { subscription: Subscription }) => {
  const { status, renewal, planChange, history, service } = subscription;
  const isOver = !LIVING.has(status);
  const said = history.at(-1)?.reason;
  return (
    <Notice tone={TONES[status]}>
      <Text size="sm">
        {status === "pending" && subscription.actions?.includes("approve")
          ? texts.subscription.waitsForYou
          : status === "pending" && service === PLATFORM_SERVICE
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
    </Notice>
  );
};
