import { Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { Credential } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { textFields } from "../ui/text-fields.ts";
import { useEditor } from "../ui/use-editor.tsx";
import { linesOf } from "./credential-draft.ts";
import { changeCredential, readCredential } from "./credential-queries.ts";

const fieldsOf = ({ name, expiresAt, allowedIps, scopes }: Credential) => ({
  name,
  expiresOn: expiresAt?.slice(0, 10) ?? "",
  allowedIps: allowedIps?.join("\n") ?? "",
  scopes: scopes?.join("\n") ?? "",
});

const LABELS = {
  name: texts.credential.name,
  expiresOn: texts.credential.expiresOn,
  allowedIps: texts.credential.allowedIps,
  scopes: texts.credential.scopes,
};

/** An empty list would allow nothing: emptied means the restriction goes. */
const listOrNone = (text: string): string[] | null => {
  const lines = linesOf(text);
  return lines.length === 0 ? null : lines;
};

interface EditCredentialDialogProps {
  credential: Credential;
  onClose: () => void;
}

export const EditCredentialDialog = ({ credential, onClose }: EditCredentialDialogProps) => {
  const client = useQueryClient();
  const { mine, setMine, submit, dialog } = useEditor({
    resource: credential,
    labels: LABELS,
    fieldsOf,
    read: () => readCredential(credential.consumerId, credential.id),
    save: (fields, revision, before) =>
      changeCredential(credential, revision, {
        name: fields.name,
        // The time of day is kept unless the day was changed.
        ...(fields.expiresOn === before.expiresOn
          ? {}
          : { expiresAt: fields.expiresOn === "" ? null : `${fields.expiresOn}T23:59:59Z` }),
        allowedIps: listOrNone(fields.allowedIps),
        scopes: listOrNone(fields.scopes),
      }),
    onSaved: () => {
      void client.invalidateQueries({ queryKey: ["credentials", credential.consumerId] });
      onClose();
    },
  });
  const field = textFields({ draft: mine, onChange: setMine, texts: texts.credential });
  const { expires: label, expiresHint: description } = texts.credential;
  return (
    <Dialog title={texts.credential.editTitle(credential.name)} opened onClose={onClose}>
      <Form submit={texts.ui.save} onSubmit={submit}>
        <TextInput {...field("name")} maxLength={100} required />
        <TextInput {...field("expiresOn")} type="date" label={label} description={description} />
        <Textarea {...field("allowedIps")} rows={2} />
        <Textarea {...field("scopes")} rows={2} />
      </Form>
      {dialog}
    </Dialog>
  );
};
