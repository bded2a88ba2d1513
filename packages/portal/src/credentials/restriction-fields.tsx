import { Select, Switch } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { Textarea, TextInput } from "../ui/inputs.tsx";
import { chosenOf, textFields } from "../ui/text-fields.ts";
import type { CredentialType, Place } from "./credential-draft.ts";
import type { DraftFieldsProps } from "./draft-fields.ts";

const ANYWHERE: Place[] = ["usual", "header", "query", "cookie"];
/** A signature or a password is a whole Authorization value: it can only move to another header. */
const HEADERS: Place[] = ["usual", "header"];
const PLACES_OF: Record<CredentialType, Place[]> = {
  "api-key": ANYWHERE,
  basic: HEADERS,
  jwt: ANYWHERE,
  aksk: HEADERS,
  oauth2: ["usual"],
};

export const RestrictionFields = (form: DraftFieldsProps) => {
  const { draft, onChange } = form;
  const field = textFields({ ...form, texts: texts.credential });
  const places = PLACES_OF[draft.type];
  const place = places.includes(draft.place) ? draft.place : "usual";
  return (
    <>
      <Textarea {...field("allowedIps")} rows={2} />
      <Textarea {...field("scopes")} rows={2} />
      <Textarea {...field("models")} rows={2} />
      {places.length === 1 ? null : (
        <Select
          label={texts.credential.where}
          description={texts.credential.whereHint}
          {...chosenOf(texts.credential.wheres, places, place, (value) => onChange({ place: value }))}
        />
      )}
      {place === "usual" ? null : <TextInput {...field("placeName")} required />}
      <Switch
        label={texts.credential.hide}
        description={texts.credential.hideHint}
        checked={draft.hideCredential}
        onChange={(event) => onChange({ hideCredential: event.currentTarget.checked })}
      />
    </>
  );
};
