import { Select } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { Textarea, TextInput } from "../ui/inputs.tsx";
import { chosenOf, textFields } from "../ui/text-fields.ts";
import type { KeySource } from "./credential-draft.ts";
import type { DraftFieldsProps } from "./draft-fields.ts";

/** A client's secret is always made here: one that was chosen elsewhere could be a weak one. */
const SOURCES = ["generated", "publicKey", "jwksUri"] as const satisfies KeySource[];

export const Oauth2Fields = (form: DraftFieldsProps) => {
  const { draft, onChange } = form;
  const field = textFields({ ...form, texts: texts.credential });
  const keySource = SOURCES.find((each) => each === draft.keySource) ?? "generated";
  return (
    <>
      <TextInput {...field("accessTokenSeconds")} type="number" min={60} max={3600} required />
      <Select
        label={texts.credential.keySource}
        description={texts.credential.clientProofHint}
        {...chosenOf(texts.credential.keySources, SOURCES, keySource, (value) =>
          onChange({ keySource: value }),
        )}
      />
      {keySource === "publicKey" ? <Textarea {...field("publicKey")} rows={6} required /> : null}
      {keySource === "jwksUri" ? <TextInput {...field("jwksUri")} type="url" required /> : null}
    </>
  );
};
