import { texts } from "../texts/texts.ts";
import { NativeSelect, Textarea, TextInput } from "../ui/inputs.tsx";
import { choicesOf, textFields } from "../ui/text-fields.ts";
import type { DraftProps } from "./draft-list.tsx";
import type { PlanDraft } from "./plan-draft.ts";

export const PlanFields = (form: DraftProps<PlanDraft>) => {
  const field = textFields({ ...form, texts: texts.service.planFields });
  const { rateCount, isOfTools } = form.draft;
  const isLimited = rateCount !== "";
  return (
    <>
      <TextInput
        {...field("name")}
        pattern="[a-z0-9][a-z0-9._\-]{0,62}"
        wrong={texts.ui.invalid.name}
        required
      />
      <TextInput {...field("title")} maxLength={100} />
      <TextInput {...field("rateCount")} type="number" min={0} />
      <NativeSelect {...field("rateUnit")} data={choicesOf(texts.service.units)} />
      <TextInput {...field("ratePeriod")} type="number" min={1} required={isLimited} />
      {isOfTools ? <Textarea {...field("rateTools")} rows={2} spellCheck={false} /> : null}
      <TextInput {...field("quotaCount")} type="number" min={0} />
      <NativeSelect {...field("quotaUnit")} data={choicesOf(texts.service.units)} />
      <NativeSelect {...field("quotaPeriod")} data={choicesOf(texts.service.periods)} />
      {isOfTools ? <Textarea {...field("quotaTools")} rows={2} spellCheck={false} /> : null}
      <TextInput {...field("budgetUsd")} type="number" min={0} step="any" />
      <NativeSelect {...field("budgetPeriod")} data={choicesOf(texts.service.periods)} />
      <Textarea {...field("models")} rows={2} spellCheck={false} />
      <TextInput {...field("days")} type="number" min={1} max={3660} />
    </>
  );
};
