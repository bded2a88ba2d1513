import { Button, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { asProblem, type Problem } from "../api/problem.ts";
import type { Consumer, Issued } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { fieldErrors } from "../ui/form-errors.ts";
import { ProblemPanel } from "../ui/problem-panel.tsx";
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

/** Closing it is the end of the secret: with the dialog its state is gone. */
export const IssueDialog = ({ consumer, opened, onClose }: IssueDialogProps) => {
  const [issued, setIssued] = useState<Issued>();
  const close = () => {
    setIssued(undefined);
    onClose();
  };
  return (
    <Dialog
      title={issued ? texts.credential.issuedTitle : texts.credential.new}
      opened={opened}
      onClose={close}
      size="xl"
      keep
    >
      {issued ? (
        <IssuedView issued={issued} onDone={close} />
      ) : (
        <IssueForm consumer={consumer} onIssued={setIssued} />
      )}
    </Dialog>
  );
};

export const IssuedView = ({ issued, onDone }: { issued: Issued; onDone: () => void }) => (
  <Stack>
    <SecretView issued={issued} />
    <TryIt issued={issued} />
    <Group justify="flex-end">
      <Button onClick={onDone}>{texts.credential.done}</Button>
    </Group>
  </Stack>
);

const IssueForm = ({ consumer, onIssued }: { consumer: Consumer; onIssued: (issued: Issued) => void }) => {
  const client = useQueryClient();
  const [draft, setDraft] = useState<CredentialDraft>(EMPTY_DRAFT);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  // The same key while the answer is unknown: a lost answer must not leave a second credential behind.
  const key = useRef<string>(undefined);
  const issue = async () => {
    setBusy(true);
    setProblem(undefined);
    key.current ??= crypto.randomUUID();
    try {
      const issued = await issueCredential(consumer.id, requestOf(draft, Date.now()), key.current);
      void client.invalidateQueries({ queryKey: ["credentials", consumer.id] });
      onIssued(issued);
    } catch (thrown) {
      const found = asProblem(thrown);
      if (found.status !== 0) key.current = undefined;
      setProblem(found);
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void issue();
      }}
    >
      <Stack>
        {problem ? <ProblemPanel error={problem} /> : null}
        <CredentialForm
          draft={draft}
          onChange={(change) => setDraft({ ...draft, ...change })}
          errors={problem ? fieldErrors(problem, Object.keys(draft)) : {}}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {texts.credential.issue}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
