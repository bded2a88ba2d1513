import { texts } from "../texts/texts.ts";
import { Textarea, TextInput } from "../ui/inputs.tsx";
import { textFields } from "../ui/text-fields.ts";
import type { DraftProps } from "./draft-list.tsx";
import type { ScopeDraft } from "./scope-draft.ts";

export const ScopeFields = (form: DraftProps<ScopeDraft>) => {
  const field = textFields({ ...form, texts: texts.service.scopeFields });
  return (
    <>
      <TextInput {...field("name")} pattern="[A-Za-z0-9][A-Za-z0-9._:\-]{0,62}" required />
      <TextInput {...field("methods")} />
      <Textarea {...field("paths")} rows={2} spellCheck={false} />
      {form.draft.isOfTools ? <Textarea {...field("tools")} rows={2} spellCheck={false} /> : null}
    </>
  );
};
