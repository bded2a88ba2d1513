import { Checkbox, PasswordInput, Stack, Switch, TextInput } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { SCHEMES } from "./credential-draft.ts";
import type { DraftFieldsProps } from "./draft-fields.ts";

export const AkskFields = ({ draft, onChange, errors }: DraftFieldsProps) => (
  <>
    <Checkbox.Group
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
    </Checkbox.Group>
    <Switch
      label={texts.credential.replay}
      description={texts.credential.replayHint}
      checked={draft.replayProtection}
      onChange={(event) => onChange({ replayProtection: event.currentTarget.checked })}
    />
    <TextInput
      label={texts.credential.accessKey}
      description={`${texts.ui.optional} ${texts.credential.accessKeyHint}`}
      value={draft.accessKey}
      onChange={(event) => onChange({ accessKey: event.currentTarget.value })}
      error={errors["accessKey"]}
      autoComplete="off"
    />
    {draft.accessKey === "" ? null : (
      <PasswordInput
        label={texts.credential.secretNames.secretKey}
        value={draft.secretKey}
        onChange={(event) => onChange({ secretKey: event.currentTarget.value })}
        error={errors["secretKey"]}
        autoComplete="off"
      />
    )}
  </>
);
