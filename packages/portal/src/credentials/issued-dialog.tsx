import type { ReactNode } from "react";
import type { Issued } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { SecretDialog } from "../ui/secret-dialog.tsx";
import { hasSecret, SecretView } from "./secret-view.tsx";
import { TryIt } from "./try-it.tsx";

export type ExpectIssued = (issued: Promise<Issued>) => Promise<void>;

interface IssuedDialogProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  form: (expect: ExpectIssued) => ReactNode;
}

/** Makes a credential's secret, and shows it with commands that use it. */
export const IssuedDialog = (dialog: IssuedDialogProps) => (
  <SecretDialog<Issued> {...dialog} shownTitle={texts.credential.issuedTitle} size="xl" hasSecret={hasSecret}>
    {(issued, onTaken) => (
      <>
        <SecretView issued={issued} onTaken={onTaken} />
        <TryIt issued={issued} />
      </>
    )}
  </SecretDialog>
);
