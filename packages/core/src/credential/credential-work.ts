import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { IssuerRecord } from "../issuer/issuer.ts";
import type { IssuerStore } from "../issuer/issuer-store.ts";
import type { Reads, Work } from "../store/work.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { CredentialRecord } from "./credential.ts";
import type { CredentialStore } from "./credential-store.ts";

/** A request that reads credentials. */
export type CredentialReads = Reads<CredentialStore & IssuerStore & ConsumerStore & TeamStore>;

/** A request that changes credentials. */
export type CredentialWork = Work<
  CredentialStore & IssuerStore & ConsumerStore & TeamStore,
  CredentialRecord | IssuerRecord
>;
