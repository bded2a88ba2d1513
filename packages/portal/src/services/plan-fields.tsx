import { Button, Fieldset, NativeSelect, TextInput } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import type { PlanDraft } from "./plan-draft.ts";
import classes from "./plan-fields.module.css";

interface PlanFieldsProps {
  number: number;
  plan: PlanDraft;
  onChange: (change: Partial<PlanDraft>) => void;
  onRemove: () => void;
}

export const PlanFields = ({ number, plan, onChange, onRemove }: PlanFieldsProps) => (
  <Fieldset legend={texts.service.plan(number)}>
    <div className={classes["fields"]}>
      <TextInput
        label={texts.service.planName}
        description={texts.service.planNameHint}
        value={plan.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        pattern="[a-z0-9][a-z0-9._\-]{0,62}"
        required
      />
      <TextInput
        label={texts.service.planTitle}
        value={plan.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
        maxLength={100}
      />
      <TextInput
        type="number"
        min={0}
        label={texts.service.planRate}
        value={plan.rateCount}
        onChange={(event) => onChange({ rateCount: event.currentTarget.value })}
      />
      <TextInput
        type="number"
        min={1}
        label={texts.service.planRatePer}
        value={plan.ratePeriod}
        onChange={(event) => onChange({ ratePeriod: event.currentTarget.value })}
        required={plan.rateCount !== ""}
      />
      <TextInput
        type="number"
        min={0}
        label={texts.service.planQuota}
        value={plan.quotaCount}
        onChange={(event) => onChange({ quotaCount: event.currentTarget.value })}
      />
      <NativeSelect
        label={texts.service.planQuotaPer}
        data={Object.entries(texts.service.periods).map(([value, label]) => ({ value, label }))}
        value={plan.quotaPeriod}
        onChange={(event) => onChange({ quotaPeriod: event.currentTarget.value })}
      />
      <TextInput
        type="number"
        min={1}
        max={3660}
        label={texts.service.planDays}
        description={texts.service.planDaysHint}
        value={plan.days}
        onChange={(event) => onChange({ days: event.currentTarget.value })}
      />
    </div>
    <Button variant="subtle" color="red" size="compact-sm" mt="sm" onClick={onRemove}>
      {texts.ui.remove}
    </Button>
  </Fieldset>
);
