import type { CredentialSettings } from "./credential-settings.ts";

/** What every part of the form that edits a credential is given. */
export interface SettingsForm {
  draft: CredentialSettings;
  onChange: (draft: CredentialSettings) => void;
  errors: Readonly<Record<string, string>>;
}
