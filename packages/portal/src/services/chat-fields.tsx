import { texts } from "../texts/texts.ts";
import { PasswordInput, TextInput } from "../ui/inputs.tsx";
import { textFields, typed } from "../ui/text-fields.ts";
import type { ChatDraft } from "./chat-draft.ts";
import type { DraftProps } from "./draft-list.tsx";

/** A channel of Slack or Teams. */
export const ChatFields = (form: DraftProps<ChatDraft>) => {
  const { draft, onChange, errors } = form;
  const field = textFields({ ...form, texts: texts.chat });
  return (
    <>
      <TextInput {...field("name")} maxLength={60} required />
      <PasswordInput
        label={texts.chat.url}
        description={draft.stored === "" ? texts.chat.urlNew : texts.chat.urlStored(draft.stored)}
        {...typed(draft.url, (url) => onChange({ url }))}
        error={errors["url"]}
        required={draft.stored === ""}
        autoComplete="off"
        spellCheck={false}
      />
    </>
  );
};
