import { texts } from "../texts/texts.ts";
import { NativeSelect, Textarea, TextInput } from "../ui/inputs.tsx";
import { textFields } from "../ui/text-fields.ts";
import type { KeyKind } from "./credential-settings.ts";
import type { SettingsForm } from "./settings-form.ts";

interface Oauth2SettingsProps extends SettingsForm {
  /** What the client proves itself by now. */
  keyKind: KeyKind;
}

const KEY_KINDS: KeyKind[] = ["publicKey", "jwksUri"];

export const Oauth2Settings = ({ keyKind, ...form }: Oauth2SettingsProps) => {
  const { draft, onChange } = form;
  const field = textFields({ ...form, texts: texts.credential });
  return (
    <>
      <TextInput {...field("accessTokenSeconds")} type="number" min={60} max={3600} required />
      {keyKind === "secret" ? null : (
        <>
          <NativeSelect
            label={texts.credential.keySource}
            data={KEY_KINDS.map((value) => ({ value, label: texts.credential.keyKinds[value] }))}
            value={draft.keyKind}
            onChange={(event) => onChange({ ...draft, keyKind: event.currentTarget.value })}
          />
          {draft.keyKind === "publicKey" ? <Textarea {...field("publicKey")} rows={6} required /> : null}
          {draft.keyKind === "jwksUri" ? <TextInput {...field("jwksUri")} type="url" required /> : null}
        </>
      )}
    </>
  );
};
