import { texts } from "../texts/texts.ts";
import { TextInput } from "../ui/inputs.tsx";
import { textFields } from "../ui/text-fields.ts";
import type { DraftProps } from "./draft-list.tsx";
import type { ModelDraft } from "./model-draft.ts";

export const ModelFields = (form: DraftProps<ModelDraft>) => {
  const field = textFields({ ...form, texts: texts.service.modelFields });
  const dollars = { type: "number", min: 0, step: "any" } as const;
  return (
    <>
      <TextInput {...field("match")} maxLength={256} spellCheck={false} required />
      <TextInput {...field("inputUsd")} {...dollars} />
      <TextInput {...field("outputUsd")} {...dollars} />
      <TextInput {...field("cachedInputUsd")} {...dollars} />
      <TextInput {...field("cacheWriteUsd")} {...dollars} />
      <TextInput {...field("callUsd")} {...dollars} />
      <TextInput {...field("maxOutputTokens")} type="number" min={1} />
      <TextInput {...field("bytesPerToken")} {...dollars} />
    </>
  );
};
