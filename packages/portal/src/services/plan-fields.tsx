import { NativeSelect, TextInput } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import type { DraftProps } from "./draft-list.tsx";
import type { PlanDraft } from "./plan-draft.ts";

export const PlanFields = ({ draft, onChange }: DraftProps<PlanDraft>) => (
  <>
    <TextInput
      label={texts.service.planName}
      description={texts.service.planNameHint}
      value={draft.name}
      onChange={(event) => onChange({ name: event.currentTarget.value })}
      pattern="[a-z0-9][a-z0-9._\-]{0,62}"
      required
    />
    <TextInput
      label={texts.service.planTitle}
      value={draft.title}
      onChange={(event) => onChange({ title: event.currentTarget.value })}
      maxLength={100}
    />
    <TextInput
      type="number"
      min={0}
      label={texts.service.planRate}
      value={draft.rateCount}
      onChange={(event) => onChange({ rateCount: event.currentTarget.value })}
    />
    <TextInput
      type="number"
      min={1}
      label={texts.service.planRatePer}
      value={draft.ratePeriod}
      onChange={(event) => onChange({ ratePeriod: event.currentTarget.value })}
      required={draft.rateCount !== ""}
    />
    <TextInput
      type="number"
      min={0}
      label={texts.service.planQuota}
      value={draft.quotaCount}
      onChange={(event) => onChange({ quotaCount: event.currentTarget.value })}
    />
    <NativeSelect
      label={texts.service.planQuotaPer}
      data={Object.entries(texts.service.periods).map(([value, label]) => ({ value, label }))}
      value={draft.quotaPeriod}
      onChange={(event) => onChange({ quotaPeriod: event.currentTarget.value })}
    />
    <TextInput
      type="number"
      min={1}
      max={3660}
      label={texts.service.planDays}
      description={texts.service.planDaysHint}
      value={draft.days}
      onChange={(event) => onChange({ days: event.currentTarget.value })}
    />
  </>
);
