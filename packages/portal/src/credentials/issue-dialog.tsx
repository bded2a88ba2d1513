import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { asProblem } from "../api/problem.ts";
import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { type CredentialDraft, EMPTY_DRAFT, requestOf } from "./credential-draft.ts";
import { credentialErrors } from "./credential-errors.ts";
import { CredentialForm } from "./credential-form.tsx";
import { issueCredential } from "./credential-queries.ts";
import { type ExpectIssued, IssuedDialog } from "./issued-dialog.tsx";

interface IssueDialogProps {
  consumer: Consumer;
  opened: boolean;
  onClose: () => void;
}

export const IssueDialog = ({ consumer, ...dialog }: IssueDialogProps) => (
  <IssuedDialog
    {...dialog}
    title={texts.credential.new}
    form={(expect) => <IssueForm consumer={consumer} expect={expect} />}
  />
);

const IssueForm = ({ consumer, expect }: { consumer: Consumer; expect: ExpectIssued }) => {
  const client = useQueryClient();
  const [draft, setDraft] = useState<CredentialDraft>(EMPTY_DRAFT);
  // The same key while the answer is unknown: a lost answer must not leave a second credential behind.
  const key = useRef<string>(undefined);
  const issue = async () => {
    key.current ??= crypto.randomUUID();
    try {
      await expect(issueCredential(consumer.id, requestOf(draft, Date.now()), key.current));
      void client.invalidateQueries({ queryKey: ["credentials", consumer.id] });
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
          errors={credentialErrors(problem, Object.keys(draft))}
        />
      )}
    </Form>
  );
};
