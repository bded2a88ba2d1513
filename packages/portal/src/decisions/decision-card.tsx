import { Button, Checkbox, Group, Paper, Stack, Text, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import type { Subscription } from "../api/resources.ts";
import { AnswersGiven } from "../subscriptions/answers-given.tsx";
import { applicantOf } from "../subscriptions/applicant.ts";
import { ApprovalsGiven } from "../subscriptions/approvals-given.tsx";
import { askedOf, askedSince } from "../subscriptions/waiting.ts";
import { texts } from "../texts/texts.ts";
import { TextLink } from "../ui/links.tsx";
import { Moment } from "../ui/moment.tsx";
import type { Decision } from "./decision-queue.ts";
import classes from "./decisions.module.css";
import { nameOf } from "./name-of.ts";
import { PlanAsked } from "./plan-asked.tsx";

interface DecisionCardProps {
  subscription: Subscription;
  selected: boolean;
  onSelect: (selected: boolean) => void;
  onDecide: (decision: Decision, reason: string) => void;
}

/** One application, with what is needed to decide it, and the decision itself. */
export const DecisionCard = ({ subscription, selected, onSelect, onDecide }: DecisionCardProps) => {
  const [reason, setReason] = useState("");
  const asked = askedOf(subscription) ?? "application";
  const about = subscription.renewal ?? subscription.planChange;
  // A renewal or another plan is asked for with a reason of its own, or none: the application's was decided.
  const theirs = (about ?? subscription).reason;
  const name = nameOf(subscription);
  const send = (decision: Decision) => onDecide(decision, reason.trim());
  return (
    <Paper withBorder component="article" aria-label={name} className={classes["card"] ?? ""}>
      <div>
        <Group gap="xs" mb={4}>
          <Checkbox
            aria-label={texts.decision.select(name)}
            checked={selected}
            onChange={({ currentTarget }) => onSelect(currentTarget.checked)}
          />
          <Text size="xs" c="dimmed">
            {texts.subscription.asksFor[asked]} ·{" "}
            <Moment at={askedSince(subscription) ?? subscription.appliedAt} />
          </Text>
        </Group>
        <Title order={2} size="h4">
          <TextLink to="/subscriptions/$subscription" params={{ subscription: subscription.id }}>
            {name}
          </TextLink>
        </Title>
        <Text size="sm">
          {texts.subscription.from(subscription.consumerTeam)} ·{" "}
          {texts.subscription.by(applicantOf(subscription))}
          {subscription.scopes ? ` · ${texts.catalog.scopes}: ${subscription.scopes.join(", ")}` : ""}
        </Text>
        <PlanAsked subscription={subscription} />
        {asked === "application" ? <AnswersGiven subscription={subscription} /> : null}
        <ApprovalsGiven subscription={subscription} />
        <Text size="sm" mt="xs" className={classes["reason"] ?? ""}>
          {theirs ? `${texts.subscription.theirReason}: ${theirs}` : texts.subscription.noReason}
        </Text>
      </div>
      <Stack gap="xs">
        <Textarea
          label={texts.subscription.reasonForDecision}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={1000}
          rows={2}
        />
        <Group gap="xs">
          {subscription.actions?.includes("approve") === false ? null : (
            <Button
              size="sm"
              onClick={() => send("approve")}
              aria-label={`${texts.subscription.actions.approve}: ${name}`}
            >
              {texts.subscription.actions.approve}
            </Button>
          )}
          <Button
            size="sm"
            color="red"
            variant="outline"
            onClick={() => send("reject")}
            aria-label={`${texts.subscription.actions.reject}: ${name}`}
          >
            {texts.subscription.actions.reject}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
};
