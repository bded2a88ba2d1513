import { PasswordInput, TextInput } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import type { DraftFieldsProps } from "./draft-fields.ts";

export const ApiKeyFields = ({ draft, onChange, errors }: DraftFieldsProps) => (
  <PasswordInput
    label={texts.credential.import}
    description={`${texts.ui.optional} ${texts.credential.importHint}`}
    value={draft.apiKey}
    onChange={(event) => onChange({ apiKey: event.currentTarget.value })}
    error={errors["apiKey"]}
    maxLength={256}
    autoComplete="off"
  />
);

export const BasicFields = ({ draft, onChange, errors }: DraftFieldsProps) => (
  <>
    <TextInput
      label={texts.credential.username}
      description={`${texts.ui.optional} ${texts.credential.usernameHint}`}
      value={draft.username}
      onChange={(event) => onChange({ username: event.currentTarget.value })}
      error={errors["username"]}
      autoComplete="off"
    />
    <PasswordInput
      label={texts.credential.password}
      description={`${texts.ui.optional} ${texts.credential.passwordHint}`}
      value={draft.password}
      onChange={(event) => onChange({ password: event.currentTarget.value })}
      error={errors["password"]}
      autoComplete="new-password"
    />
  </>
);
