import { Radio, Stack } from "@mantine/core";
import type { Plan } from "../api/resources.ts";
import { limitLines } from "../catalog/limit-lines.ts";
import { texts } from "../texts/texts.ts";

interface PlanChoiceProps {
  plans: readonly Plan[];
  /** A plan's name. */
  value: string;
  onChange: (plan: string) => void;
  /** The plan that is had already. */
  current?: string | undefined;
}

/** Nothing where a service has no plans. */
export const PlanChoice = ({ plans, value, onChange, current }: PlanChoiceProps) =>
  plans.length === 0 ? null : (
    <Radio.Group label={texts.subscription.plan} value={value} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {plans.map(({ name, title, limits }) => (
          <Radio
            key={name}
            value={name}
            label={title ?? name}
            description={limitLines(limits).join(", ")}
            disabled={name === current}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
