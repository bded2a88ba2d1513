import { Text } from "@mantine/core";
import type { Subscription } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";

type Approved = Pick<Subscription, "approvals" | "approvalsMissing">;

/** Who has approved, and how many are missing while it waits. */
export const ApprovalsGiven = ({
  subscription: { approvals, approvalsMissing },
}: {
  subscription: Approved;
}) => (
  <>
    {approvals.map(({ by, at, delegateOf }) => (
      <Text key={by} size="sm">
        {delegateOf === undefined
          ? texts.application.approvedBy(by)
          : texts.application.approvedInPlace(by, delegateOf)}
        , <Moment at={at} />
      </Text>
    ))}
    {approvalsMissing === undefined ? null : (
      <Text size="sm" c="dimmed" aria-live="polite">
        {texts.application.missing(approvalsMissing)}
      </Text>
    )}
  </>
);

/** Nothing where one approval is all that there is to tell: the history has it. */
export const ApprovalsSection = ({ subscription }: { subscription: Approved }) =>
  subscription.approvals.length > 1 || isOneOfMany(subscription) ? (
    <Section title={texts.application.approvals}>
      <ApprovalsGiven subscription={subscription} />
    </Section>
  ) : null;

/** More than one is needed, or some are there while it waits. */
const isOneOfMany = ({ approvals, approvalsMissing = 0 }: Approved): boolean =>
  approvalsMissing > 1 || (approvalsMissing > 0 && approvals.length > 0);
