import { Checkbox } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { NativeSelect, Textarea, TextInput } from "../ui/inputs.tsx";
import { choicesOf, textFields, typed } from "../ui/text-fields.ts";
import classes from "./draft-list.module.css";
import type { DraftProps } from "./draft-list.tsx";
import type { QuestionDraft } from "./question-draft.ts";

const TYPES = ["text", "choice", "url", "email", "number"] as const;

export const QuestionFields = (form: DraftProps<QuestionDraft>) => {
  const { draft, onChange } = form;
  const field = textFields({ ...form, texts: texts.application.questionFields });
  const setType = (type: string) => onChange({ type: TYPES.find((each) => each === type) ?? "text" });
  return (
    <>
      <TextInput {...field("label")} className={classes["wide"] ?? ""} maxLength={200} required />
      <TextInput {...field("name")} pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,62}" spellCheck={false} required />
      <NativeSelect
        {...typed(draft.type, setType)}
        label={texts.application.type}
        data={choicesOf(texts.application.types)}
      />
      {draft.type === "choice" ? <Textarea {...field("options")} rows={3} required /> : null}
      <TextInput {...field("help")} maxLength={500} />
      <Checkbox
        label={texts.application.required}
        checked={draft.required}
        onChange={({ currentTarget }) => onChange({ required: currentTarget.checked })}
      />
    </>
  );
};
