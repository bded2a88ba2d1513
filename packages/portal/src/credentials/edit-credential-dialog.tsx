import { useQueryClient } from "@tanstack/react-query";
import type { Credential } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Textarea, TextInput } from "../ui/inputs.tsx";
import { textFields } from "../ui/text-fields.ts";
import { loseUnsaved } from "../ui/unsaved.ts";
import { useEditor } from "../ui/use-editor.tsx";
import { AkskSettings } from "./aksk-settings.tsx";
import { credentialErrors } from "./credential-errors.ts";
import { changeCredential, readCredential } from "./credential-queries.ts";
import { type CredentialSettings, keyKindOf, settingsOf, settingsPatch } from "./credential-settings.ts";
import { JwtSettings } from "./jwt-settings.tsx";
import { Oauth2Settings } from "./oauth2-settings.tsx";
import { PlaceSettings } from "./place-settings.tsx";

const LABELS: Record<keyof CredentialSettings, string> = {
  name: texts.credential.name,
  expiresOn: texts.credential.expiresOn,
  allowedIps: texts.credential.allowedIps,
  models: texts.credential.models,
  scopes: texts.credential.scopes,
  hideCredential: texts.credential.hide,
  place: texts.credential.where,
  placeName: texts.credential.placeName,
  algorithms: texts.credential.algorithms,
  issuer: texts.credential.issuer,
  audience: texts.credential.audience,
  subjectClaim: texts.credential.subjectClaim,
  subject: texts.credential.subject,
  keyKind: texts.credential.keySource,
  publicKey: texts.credential.publicKey,
  jwksUri: texts.credential.jwksUri,
  requireExpiry: texts.credential.requireExpiry,
  clockSkewSeconds: texts.credential.clockSkewSeconds,
  maxLifetimeSeconds: texts.credential.maxLifetimeSeconds,
  accessTokenSeconds: texts.credential.accessTokenSeconds,
  schemes: texts.credential.schemes,
  replayProtection: texts.credential.replay,
  allowUnsignedPayload: texts.credential.unsigned,
};

interface EditCredentialDialogProps {
  credential: Credential;
  onClose: () => void;
}

export const EditCredentialDialog = ({ credential, onClose }: EditCredentialDialogProps) => {
  const client = useQueryClient();
  const { opened, mine, setMine, submit, dialog } = useEditor({
    resource: credential,
    labels: LABELS,
    fieldsOf: settingsOf,
    read: () => readCredential(credential.consumerId, credential.id),
    save: (fields, revision, before) => changeCredential(credential, revision, settingsPatch(before, fields)),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ["credentials", credential.consumerId] });
      onClose();
    },
  });
  const { expires: label, expiresHint: description } = texts.credential;
  const { type } = credential;
  const isEmpty = (type === "jwt" && mine.algorithms === "") || (type === "aksk" && mine.schemes === "");
  return (
    <Dialog
      title={texts.credential.editTitle(credential.name)}
      opened
      onClose={() => loseUnsaved(onClose)}
      keep
    >
      <Form submit={texts.ui.save} onSubmit={submit} disabled={isEmpty}>
        {(problem) => {
          const errors = credentialErrors(problem, Object.keys(LABELS), { algorithm: "algorithms" });
          const form = { draft: mine, onChange: setMine, errors };
          const field = textFields({ ...form, texts: texts.credential });
          return (
            <>
              <TextInput {...field("name")} maxLength={100} required />
              <TextInput {...field("expiresOn")} type="date" label={label} description={description} />
              {type === "jwt" ? <JwtSettings {...form} keyKind={keyKindOf(opened)} /> : null}
              {type === "aksk" ? <AkskSettings {...form} /> : null}
              {type === "oauth2" ? <Oauth2Settings {...form} keyKind={keyKindOf(opened)} /> : null}
              <Textarea {...field("allowedIps")} rows={2} />
              <Textarea {...field("scopes")} rows={2} />
              <Textarea {...field("models")} rows={2} />
              <PlaceSettings {...form} credential={opened} />
            </>
          );
        }}
      </Form>
      {dialog}
    </Dialog>
  );
};
