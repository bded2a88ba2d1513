import type { Page, PageRequest } from "../page.ts";
import type { Credential } from "./credential.ts";

/** Single records are read consistently: a change that was acknowledged is seen. */
export interface CredentialStore {
  credential(consumerId: string, id: string): Promise<Credential | undefined>;
  credentials(consumerId: string, page: PageRequest): Promise<Page<Credential>>;
  /** When a consumer's credentials were used last, to the minute, by their look-up parts. ISO 8601. */
  lastUses(consumerId: string): Promise<Map<string, string>>;
}
