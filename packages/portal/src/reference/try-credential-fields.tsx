import { texts } from "../texts/texts.ts";
import { NativeSelect, PasswordInput, TextInput } from "../ui/inputs.tsx";
import { choicesOf, textFields, typed } from "../ui/text-fields.ts";
import { placesOf, TRY_SCHEMES, TRY_TYPES, type TryCredential, type TryType } from "./try-credential.ts";

interface TryCredentialFieldsProps {
  draft: TryCredential;
  onChange: (draft: TryCredential) => void;
}

/** What proves who calls, typed in: of each type of credential what a browser can present. */
export const TryCredentialFields = (form: TryCredentialFieldsProps) => {
  const { draft, onChange } = form;
  const field = textFields({ ...form, texts: texts.reference });
  const secret = { autoComplete: "off", description: texts.reference.secretHint, required: true };
  const places = placesOf(draft.type);
  const become = (type: TryType) =>
    onChange({ ...draft, type, place: placesOf(type).find((each) => each === draft.place) ?? "usual" });
  return (
    <>
      <NativeSelect
        label={texts.reference.type}
        data={choicesOf(texts.credential.types)}
        {...typed(draft.type, (value) => become(TRY_TYPES.find((each) => each === value) ?? "api-key"))}
      />
      {draft.type === "api-key" ? <PasswordInput {...field("apiKey")} {...secret} /> : null}
      {draft.type === "basic" ? (
        <>
          <TextInput {...field("username")} autoComplete="off" required />
          <PasswordInput {...field("password")} {...secret} />
        </>
      ) : null}
      {draft.type === "jwt" ? <PasswordInput {...field("token")} {...secret} /> : null}
      {draft.type === "aksk" ? (
        <>
          <TextInput {...field("accessKey")} autoComplete="off" spellCheck={false} required />
          <PasswordInput {...field("secretKey")} {...secret} description={texts.reference.secretKeyHint} />
          <NativeSelect
            label={texts.reference.scheme}
            data={choicesOf(texts.reference.schemes)}
            {...typed(draft.scheme, (value) =>
              onChange({ ...draft, scheme: TRY_SCHEMES.find((each) => each === value) ?? "aws4" }),
            )}
          />
        </>
      ) : null}
      {draft.type === "oauth2" ? (
        <>
          <TextInput {...field("clientId")} autoComplete="off" spellCheck={false} required />
          <PasswordInput
            {...field("clientSecret")}
            {...secret}
            description={texts.reference.clientSecretHint}
          />
        </>
      ) : null}
      {places.length === 1 ? null : (
        <NativeSelect
          label={texts.reference.place}
          data={places.map((value) => ({ value, label: texts.credential.wheres[value] }))}
          {...typed(draft.place, (value) =>
            onChange({ ...draft, place: places.find((each) => each === value) ?? "usual" }),
          )}
        />
      )}
      {draft.place === "usual" ? null : (
        <TextInput
          {...field("placeName")}
          pattern="[A-Za-z0-9_.\-]{1,100}"
          wrong={texts.ui.invalid.header}
          spellCheck={false}
          required
        />
      )}
    </>
  );
};
