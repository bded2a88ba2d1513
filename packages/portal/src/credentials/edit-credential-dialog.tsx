import { Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Credential } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { notify } from "../ui/notices.ts";
import { useConflict } from "../ui/use-conflict.tsx";
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
  const [opened, setOpened] = useState(credential);
  const [mine, setMine] = useState(fieldsOf(credential));
  const before = fieldsOf(opened);
  const { submit, dialog } = useConflict({
    labels: LABELS,
    read: () => readCredential(credential.consumerId, credential.id),
    fieldsOf,
    save: async (fields, revision) => {
      await changeCredential(credential, revision, {
        name: fields.name,
        // The time of day is kept unless the day was changed.
        ...(fields.expiresOn === before.expiresOn
          ? {}
          : { expiresAt: fields.expiresOn === "" ? null : `${fields.expiresOn}T23:59:59Z` }),
        allowedIps: listOrNone(fields.allowedIps),
        scopes: listOrNone(fields.scopes),
      });
      notify("good", texts.ui.saved);
      void client.invalidateQueries({ queryKey: ["credentials", credential.consumerId] });
      onClose();
    },
    onTake: (current) => {
      setOpened(current);
      setMine(fieldsOf(current));
    },
  });
  return (
    <Dialog title={texts.credential.editTitle(credential.name)} opened onClose={onClose}>
      <Form submit={texts.ui.save} onSubmit={() => submit({ before, mine }, opened.revision)}>
        <TextInput
          label={texts.credential.name}
          value={mine.name}
          onChange={(event) => setMine({ ...mine, name: event.currentTarget.value })}
          maxLength={100}
          required
        />
        <TextInput
          type="date"
          label={texts.credential.expires}
          description={texts.credential.expiresHint}
          value={mine.expiresOn}
          onChange={(event) => setMine({ ...mine, expiresOn: event.currentTarget.value })}
        />
        <Textarea
          label={texts.credential.allowedIps}
          description={texts.credential.allowedIpsHint}
          value={mine.allowedIps}
          onChange={(event) => setMine({ ...mine, allowedIps: event.currentTarget.value })}
          rows={2}
        />
        <Textarea
          label={texts.credential.scopes}
          description={texts.credential.scopesHint}
          value={mine.scopes}
          onChange={(event) => setMine({ ...mine, scopes: event.currentTarget.value })}
          rows={2}
        />
      </Form>
      {dialog}
    </Dialog>
  );
};
