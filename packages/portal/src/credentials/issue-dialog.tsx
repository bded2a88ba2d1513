import { Button, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { asProblem } from "../api/problem.ts";
import type { Consumer, Issued } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { fieldErrors } from "../ui/form-errors.ts";
import { type CredentialDraft, EMPTY_DRAFT, requestOf } from "./credential-draft.ts";
import { CredentialForm } from "./credential-form.tsx";
import { issueCredential } from "./credential-queries.ts";
import { SecretView } from "./secret-view.tsx";
import { TryIt } from "./try-it.tsx";

interface IssueDialogProps {
  consumer: Consumer;
  opened: boolean;
  onClose: () => void;
}

interface SecretDialogProps {
  /** Shown above the form. */
  title: string;
  opened: boolean;
  onClose: () => void;
  /** The form; it hands over what it was answered. */
  form: (onIssued: (issued: Issued) => void) => ReactNode;
}

/** Closing it is the end of the secret: with the dialog its state is gone. */
export const SecretDialog = ({ title, opened, onClose, form }: SecretDialogProps) => {
  const [issued, setIssued] = useState<Issued>();
  const close = () => {
    setIssued(undefined);
    onClose();
  };
  return (
    <Dialog
      title={issued ? texts.credential.issuedTitle : title}
      opened={opened}
      onClose={close}
      size="xl"
      keep
    >
      {issued ? <IssuedView issued={issued} onDone={close} /> : form(setIssued)}
    </Dialog>
  );
};

const IssuedView = ({ issued, onDone }: { issued: Issued; onDone: () => void }) => (
  <Stack>
    <SecretView issued={issued} />
    <TryIt issued={issued} />
    <Group justify="flex-end">
      <Button onClick={onDone}>{texts.credential.done}</Button>
    </Group>
  </Stack>
);

interface IssueDialogProps {
  consumer: Consumer;
  opened: boolean;
  onClose: () => void;
}

export const IssueDialog = ({ consumer, ...dialog }: IssueDialogProps) => (
  <SecretDialog
    {...dialog}
    title={texts.credential.new}
    form={(onIssued) => <IssueForm consumer={consumer} onIssued={onIssued} />}
  />
);

const IssueForm = ({ consumer, onIssued }: { consumer: Consumer; onIssued: (issued: Issued) => void }) => {
  const client = useQueryClient();
  const [draft, setDraft] = useState<CredentialDraft>(EMPTY_DRAFT);
  // The same key while the answer is unknown: a lost answer must not leave a second credential behind.
  const key = useRef<string>(undefined);
  const issue = async () => {
    key.current ??= crypto.randomUUID();
    try {
      const issued = await issueCredential(consumer.id, requestOf(draft, Date.now()), key.current);
      void client.invalidateQueries({ queryKey: ["credentials", consumer.id] });
      onIssued(issued);
    } catch (thrown) {
      if (asProblem(thrown).status !== 0) key.current = undefined;
      throw thrown;
    }
  };
  return (
    <Form submit={texts.credential.issue} onSubmit={issue}>
      {(problem) => (
        <CredentialForm
          draft={draft}
          onChange={(change) => setDraft({ ...draft, ...change })}
          errors={problem ? fieldErrors(problem, Object.keys(draft)) : {}}
        />
      )}
    </Form>
  );
};
