import type { CredentialDraft } from "./credential-draft.ts";

/** What every part of the form of a credential is given. */
export interface DraftFieldsProps {
  draft: CredentialDraft;
  onChange: (change: Partial<CredentialDraft>) => void;
  errors: Readonly<Record<string, string>>;
}
