import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { Section } from "../ui/section.tsx";
import { typed } from "../ui/text-fields.ts";
import type { Decision } from "./decision-queue.ts";

interface BulkDecisionProps {
  count: number;
  onDecide: (decision: Decision, reason: string) => void;
}

/** One decision, and one reason, for all that are selected. */
export const BulkDecision = ({ count, onDecide }: BulkDecisionProps) => {
  const [reason, setReason] = useState("");
  return (
    <Section title={texts.decision.selected(count)}>
      <Textarea
        label={texts.decision.reasonForAll}
        {...typed(reason, setReason)}
        maxLength={1000}
        rows={2}
        mb="sm"
      />
      <Group gap="xs">
        <Button size="sm" onClick={() => onDecide("approve", reason.trim())}>
          {texts.decision.approveSelected(count)}
        </Button>
        <Button size="sm" color="red" variant="outline" onClick={() => onDecide("reject", reason.trim())}>
          {texts.decision.rejectSelected(count)}
        </Button>
      </Group>
    </Section>
  );
};
