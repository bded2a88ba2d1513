import { PasswordInput, Select, Textarea, TextInput } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { JWT_ALGORITHMS, type KeySource } from "./credential-draft.ts";
import type { DraftFieldsProps } from "./draft-fields.ts";

const SOURCES: KeySource[] = ["generated", "secret", "publicKey", "jwksUri"];

const algorithmsFor = (source: KeySource) =>
  source === "generated" || source === "secret" ? JWT_ALGORITHMS.secret : JWT_ALGORITHMS.key;

export const JwtFields = ({ draft, onChange, errors }: DraftFieldsProps) => {
  const algorithms = algorithmsFor(draft.keySource);
  const chooseSource = (value: string | null) => {
    const keySource = SOURCES.find((each) => each === value) ?? "generated";
    // A shared secret cannot verify what a private key signed, and the reverse.
    onChange({ keySource, algorithm: algorithmsFor(keySource)[0] });
  };
  return (
    <>
      <TextInput
        label={texts.credential.issuer}
        description={texts.credential.issuerHint}
        value={draft.issuer}
        onChange={(event) => onChange({ issuer: event.currentTarget.value })}
        error={errors["issuer"]}
        required
        autoComplete="off"
      />
      <Select
        label={texts.credential.keySource}
        data={SOURCES.map((value) => ({ value, label: texts.credential.keySources[value] }))}
        value={draft.keySource}
        onChange={chooseSource}
        allowDeselect={false}
      />
      {draft.keySource === "secret" ? (
        <PasswordInput
          label={texts.credential.secret}
          value={draft.secret}
          onChange={(event) => onChange({ secret: event.currentTarget.value })}
          error={errors["secret"]}
          required
          autoComplete="off"
        />
      ) : null}
      {draft.keySource === "publicKey" ? (
        <Textarea
          label={texts.credential.publicKey}
          description={texts.credential.publicKeyHint}
          value={draft.publicKey}
          onChange={(event) => onChange({ publicKey: event.currentTarget.value })}
          error={errors["publicKey"]}
          rows={6}
          required
        />
      ) : null}
      {draft.keySource === "jwksUri" ? (
        <TextInput
          type="url"
          label={texts.credential.jwksUri}
          value={draft.jwksUri}
          onChange={(event) => onChange({ jwksUri: event.currentTarget.value })}
          error={errors["jwksUri"]}
          required
        />
      ) : null}
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
      <TextInput
        label={texts.credential.audience}
        description={texts.credential.audienceHint}
        value={draft.audience}
        onChange={(event) => onChange({ audience: event.currentTarget.value })}
        error={errors["audience"]}
        autoComplete="off"
      />
      <TextInput
        label={texts.credential.subject}
        description={texts.credential.subjectHint}
        value={draft.subject}
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
        error={errors["subject"]}
        autoComplete="off"
      />
    </>
  );
};
