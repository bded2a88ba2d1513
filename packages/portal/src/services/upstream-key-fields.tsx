import { texts } from "../texts/texts.ts";
import { NativeSelect, PasswordInput, TextInput } from "../ui/inputs.tsx";
import { textFields, typed } from "../ui/text-fields.ts";
import type { DraftProps } from "./draft-list.tsx";
import { isKeyHeader, keyHeaderChoices } from "./provider-key.ts";
import type { UpstreamKeyDraft } from "./upstream-keys.ts";

/** One of several keys that calls carry in turn. */
export const UpstreamKeyFields = (form: DraftProps<UpstreamKeyDraft>) => {
  const { draft, onChange, errors } = form;
  const field = textFields({ ...form, texts: texts.service.keyFields });
  return (
    <>
      <TextInput {...field("name")} maxLength={64} spellCheck={false} required />
      <TextInput {...field("weight")} type="number" min={1} max={100} required />
      <PasswordInput
        label={texts.service.keyFields.secret}
        description={
          draft.stored === ""
            ? texts.service.keyFields.secretNew
            : texts.service.keyFields.secretStored(draft.stored)
        }
        {...typed(draft.secret, (secret) => onChange({ secret }))}
        error={errors["headers"]}
        required={draft.stored === ""}
        autoComplete="off"
        spellCheck={false}
      />
      <NativeSelect
        label={texts.service.keyHeader}
        data={keyHeaderChoices(texts.service.keyIn)}
        {...typed(draft.sentIn, (next) => {
          if (isKeyHeader(next)) onChange({ sentIn: next });
        })}
      />
    </>
  );
};
