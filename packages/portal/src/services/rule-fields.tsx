import { texts } from "../texts/texts.ts";
import { NativeSelect, TextInput } from "../ui/inputs.tsx";
import { choicesOf, textFields, typed } from "../ui/text-fields.ts";
import type { DraftProps } from "./draft-list.tsx";
import type { RuleDraft } from "./rule-draft.ts";

export const RuleFields = (form: DraftProps<RuleDraft>) => {
  const field = textFields({ ...form, texts: texts.service.ruleFields });
  const decide = (decision: string) =>
    form.onChange({ decision: decision === "reject" ? "reject" : "approve" });
  return (
    <>
      <TextInput {...field("emailDomains")} />
      <TextInput {...field("teams")} />
      <TextInput {...field("plans")} />
      <NativeSelect
        {...typed(form.draft.decision, decide)}
        label={texts.service.ruleDecision}
        data={choicesOf(texts.service.ruleDecisions)}
      />
    </>
  );
};
