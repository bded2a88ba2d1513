import type { Page, PageRequest } from "../page.ts";
import type { Credential } from "./credential.ts";
import type { LastUses } from "./part/secret.ts";

/** Single records are read consistently: a change that was acknowledged is seen. */
export interface CredentialStore {
  credential(consumerId: string, id: string): Promise<Credential | undefined>;
  credentials(consumerId: string, page: PageRequest): Promise<Page<Credential>>;
  /** When a consumer's credentials were used last, to the minute, by their look-up parts. */
  lastUses(consumerId: string): Promise<Map<string, LastUses>>;
}
