import { Select } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { PasswordInput, Textarea, TextInput } from "../ui/inputs.tsx";
import { textFields } from "../ui/text-fields.ts";
import { JWT_ALGORITHMS, type KeySource } from "./credential-draft.ts";
import type { DraftFieldsProps } from "./draft-fields.ts";

const SOURCES: KeySource[] = ["generated", "secret", "publicKey", "jwksUri"];

const algorithmsFor = (source: KeySource) =>
  source === "generated" || source === "secret" ? JWT_ALGORITHMS.secret : JWT_ALGORITHMS.key;

export const JwtFields = (form: DraftFieldsProps) => {
  const { draft, onChange, errors } = form;
  const field = textFields({ ...form, texts: texts.credential });
  const algorithms = algorithmsFor(draft.keySource);
  const chooseSource = (value: string | null) => {
    const keySource = SOURCES.find((each) => each === value) ?? "generated";
    // A shared secret cannot verify what a private key signed, and the reverse.
    onChange({ keySource, algorithm: algorithmsFor(keySource)[0] });
  };
  return (
    <>
      <TextInput {...field("issuer")} required autoComplete="off" />
      <Select
        label={texts.credential.keySource}
        data={SOURCES.map((value) => ({ value, label: texts.credential.keySources[value] }))}
        value={draft.keySource}
        onChange={chooseSource}
        allowDeselect={false}
      />
      {draft.keySource === "secret" ? (
        <PasswordInput {...field("secret")} required autoComplete="off" />
      ) : null}
      {draft.keySource === "publicKey" ? <Textarea {...field("publicKey")} rows={6} required /> : null}
      {draft.keySource === "jwksUri" ? <TextInput {...field("jwksUri")} type="url" required /> : null}
      <Select
        label={texts.credential.algorithm}
        description={texts.credential.algorithmHint}
        data={[...algorithms]}
        value={draft.algorithm}
        onChange={(value) =>
          onChange({ algorithm: algorithms.find((each) => each === value) ?? algorithms[0] })
        }
        error={errors["algorithm"]}
        allowDeselect={false}
      />
      <TextInput {...field("audience")} autoComplete="off" />
      <TextInput {...field("subject")} autoComplete="off" />
    </>
  );
};
