import { texts } from "../texts/texts.ts";
import { NativeSelect, Textarea, TextInput } from "../ui/inputs.tsx";
import { textFields } from "../ui/text-fields.ts";
import { JWT_ALGORITHMS } from "./credential-draft.ts";
import { type KeyKind, SUBJECT_CLAIMS } from "./credential-settings.ts";
import { SomeOf, Switched } from "./setting-inputs.tsx";
import type { SettingsForm } from "./settings-form.ts";

interface JwtSettingsProps extends SettingsForm {
  /** What tokens are checked with now. */
  keyKind: KeyKind;
}

const algorithmsFor = (keyKind: string) =>
  keyKind === "secret" ? JWT_ALGORITHMS.secret : JWT_ALGORITHMS.key;

export const JwtSettings = ({ keyKind, ...form }: JwtSettingsProps) => {
  const { draft, onChange } = form;
  const field = textFields({ ...form, texts: texts.credential });
  // A public key cannot become a secret again: that is another credential.
  const kinds: KeyKind[] =
    keyKind === "secret" ? ["secret", "publicKey", "jwksUri"] : ["publicKey", "jwksUri"];
  const choose = (chosen: string) => {
    const algorithms = algorithmsFor(chosen);
    // A shared secret cannot verify what a private key signed, and the reverse.
    const stays = algorithms === algorithmsFor(draft.keyKind);
    onChange({ ...draft, keyKind: chosen, algorithms: stays ? draft.algorithms : algorithms[0] });
  };
  return (
    <>
      <TextInput {...field("issuer")} autoComplete="off" />
      <TextInput {...field("audience")} autoComplete="off" />
      <NativeSelect {...field("subjectClaim")} data={[...SUBJECT_CLAIMS]} />
      <TextInput {...field("subject")} autoComplete="off" />
      <NativeSelect
        label={texts.credential.keySource}
        description={draft.keyKind === "secret" ? texts.credential.secretStays : undefined}
        data={kinds.map((value) => ({ value, label: texts.credential.keyKinds[value] }))}
        value={draft.keyKind}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {draft.keyKind === "publicKey" ? <Textarea {...field("publicKey")} rows={6} required /> : null}
      {draft.keyKind === "jwksUri" ? <TextInput {...field("jwksUri")} type="url" required /> : null}
      <SomeOf
        {...form}
        name="algorithms"
        label={texts.credential.algorithms}
        hint={texts.credential.algorithmsHint}
        choices={algorithmsFor(draft.keyKind).map((value) => ({ value, label: value }))}
      />
      <Switched
        {...form}
        name="requireExpiry"
        label={texts.credential.requireExpiry}
        hint={texts.credential.requireExpiryHint}
      />
      <TextInput {...field("maxLifetimeSeconds")} type="number" min={1} max={31_536_000} />
      <TextInput {...field("clockSkewSeconds")} type="number" min={0} max={3600} required />
    </>
  );
};
