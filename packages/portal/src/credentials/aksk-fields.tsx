import { Checkbox, Stack, Switch } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { CheckboxGroup, PasswordInput, TextInput } from "../ui/inputs.tsx";
import { textFields } from "../ui/text-fields.ts";
import { SCHEMES } from "./credential-draft.ts";
import type { DraftFieldsProps } from "./draft-fields.ts";

export const AkskFields = (form: DraftFieldsProps) => {
  const { draft, onChange, errors } = form;
  const field = textFields({ ...form, texts: texts.credential });
  return (
    <>
      <CheckboxGroup
        label={texts.credential.schemes}
        description={texts.credential.schemesHint}
        value={draft.schemes}
        onChange={(chosen) => onChange({ schemes: SCHEMES.filter((scheme) => chosen.includes(scheme)) })}
        error={errors["schemes"]}
      >
        <Stack gap="xs" mt="xs">
          {SCHEMES.map((scheme) => (
            <Checkbox key={scheme} value={scheme} label={texts.credential.schemeNames[scheme]} />
          ))}
        </Stack>
      </CheckboxGroup>
      <Switch
        label={texts.credential.replay}
        description={texts.credential.replayHint}
        checked={draft.replayProtection}
        onChange={(event) => onChange({ replayProtection: event.currentTarget.checked })}
      />
      <TextInput {...field("accessKey")} autoComplete="off" />
      {draft.accessKey === "" ? null : <PasswordInput {...field("secretKey")} autoComplete="off" />}
    </>
  );
};
