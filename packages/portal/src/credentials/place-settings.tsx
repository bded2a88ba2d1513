import type { Credential } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { NativeSelect, TextInput } from "../ui/inputs.tsx";
import { textFields } from "../ui/text-fields.ts";
import { PLACES } from "./credential-settings.ts";
import { Switched } from "./setting-inputs.tsx";
import type { SettingsForm } from "./settings-form.ts";

interface PlaceSettingsProps extends SettingsForm {
  credential: Credential;
}

/** Where a request carries the credential, and whether the upstream sees it. */
export const PlaceSettings = ({ credential, ...form }: PlaceSettingsProps) => {
  const { draft } = form;
  const field = textFields({ ...form, texts: texts.credential });
  const { type, in: now = [] } = credential;
  const inHeaders = type === "basic" || type === "aksk";
  const places = PLACES.filter((place) => {
    if (place === "several") return now.length > 1;
    if (type === "oauth2") return place === "usual";
    // A signature or a password is a whole Authorization value: it can only move to another header.
    return !inHeaders || place === "usual" || place === "header";
  });
  const several = now.map(({ where, name }) => `${where} ${name}`).join(", ");
  return (
    <>
      <NativeSelect
        {...field("place")}
        data={places.map((value) => ({
          value,
          label:
            value === "several" ? texts.credential.severalPlaces(several) : texts.credential.wheres[value],
        }))}
      />
      {draft.place === "usual" || draft.place === "several" ? null : (
        <TextInput {...field("placeName")} required />
      )}
      <Switched
        {...form}
        name="hideCredential"
        label={texts.credential.hide}
        hint={texts.credential.hideHint}
      />
    </>
  );
};
