import { texts } from "../texts/texts.ts";
import { TextInput } from "../ui/inputs.tsx";
import { textFields } from "../ui/text-fields.ts";
import { SCHEMES } from "./credential-draft.ts";
import { SomeOf, Switched } from "./setting-inputs.tsx";
import type { SettingsForm } from "./settings-form.ts";

export const AkskSettings = (form: SettingsForm) => {
  const field = textFields({ ...form, texts: texts.credential });
  return (
    <>
      <SomeOf
        {...form}
        name="schemes"
        label={texts.credential.schemes}
        hint={texts.credential.schemesHint}
        choices={SCHEMES.map((value) => ({ value, label: texts.credential.schemeNames[value] }))}
      />
      <Switched
        {...form}
        name="replayProtection"
        label={texts.credential.replay}
        hint={texts.credential.replayHint}
      />
      <Switched
        {...form}
        name="allowUnsignedPayload"
        label={texts.credential.unsigned}
        hint={texts.credential.unsignedHint}
      />
      <TextInput {...field("clockSkewSeconds")} type="number" min={1} max={3600} required />
    </>
  );
};
