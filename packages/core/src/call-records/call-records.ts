import type { Consumer } from "../consumer/consumer.ts";
import type { Credential } from "../credential/credential.ts";
import type { CredentialPlace } from "../credential/part/credential-place.ts";
import type { Issuer } from "../issuer/issuer.ts";
import type { Service } from "../service/service.ts";
import type { Subscription } from "../subscription/subscription.ts";

/** The current subscription as the authorizer reads it: without its history. */
export type CallSubscription = Omit<Subscription, "history">;

/** The caller's own records, on which no other caller's verdict rests, as far as they exist. */
export interface OwnRecords {
  credential: Credential | undefined;
  consumer: Consumer | undefined;
  subscription: CallSubscription | undefined;
}

/** Everything that one verdict rests on, as far as it exists. */
export interface CallRecords extends OwnRecords {
  service: Service | undefined;
  suspendedTeams: ReadonlySet<string>;
}

/** No credential is there. It is read where a name is unknown, so that looking for one takes as long as finding one. */
export const UNKNOWN_PLACE: CredentialPlace = { consumerId: "con_0000000000000000", lookup: "000000" };

/** Who has a token's identity in one team. */
export interface IdentityHolder extends CredentialPlace {
  /** It sorts by the time of its making. */
  credentialId: string;
  /** Not known in a table that was not migrated yet. */
  team?: string;
}

/** What a token says of itself, as names. */
export interface TokenNames {
  identities: readonly string[];
  issuers: readonly string[];
}

export interface FoundNames {
  /** By identity; unknown ones are left out. */
  holders: ReadonlyMap<string, readonly IdentityHolder[]>;
  /** Whose the issuers are; those without an owner are left out. */
  owners: ReadonlyMap<string, IssuerOwner>;
}

export type IssuerOwner = Pick<Issuer, "team" | "teams">;

/** A user name, and for whom its wrong passwords are counted. */
export interface LoginNames {
  username: string;
  /** A user name as tried from one source. */
  lane: string;
}

export interface FoundLogin {
  place?: CredentialPlace;
  /** Wrong passwords of the lane, over all instances, in the window that began with the first of them. */
  failures: number;
}

export interface CallKey extends CredentialPlace {
  /** The slug that is called. */
  service: string;
}

/** What is to be read: each caller's own records for one service, and what all callers share. */
export interface WantedRecords {
  slug: string;
  callers: readonly CredentialPlace[];
  service: boolean;
  suspendedTeams: boolean;
}

export interface FoundRecords {
  /** In the order of the callers. */
  own: OwnRecords[];
  /** Not there where it was not wanted; the service in it is not where there is none. */
  service?: { found: Service | undefined };
  /** Not there where they were not wanted: none is another answer. */
  suspendedTeams?: ReadonlySet<string>;
}

export interface CallRecordStore {
  /**
   * What is wanted and nothing else, in one round trip, read consistently.
   * @throws Unavailable when the store does not answer, or not in full after one retry.
   */
  read(wanted: WantedRecords): Promise<FoundRecords>;
  /** Where the credentials are that hold these names, by name; unknown ones are left out. One round trip. */
  byPointers(names: readonly string[]): Promise<ReadonlyMap<string, CredentialPlace>>;
  /** Where a user's credential is, and how many passwords were wrong. One round trip. */
  byLogin(names: LoginNames, now: number): Promise<FoundLogin>;
  /** @throws Unavailable when it is not known whether it was counted */
  countFailure(names: LoginNames, now: number): Promise<void>;
  /** Who has the identities of a token, and whose its issuers are. One round trip. */
  byToken(names: TokenNames): Promise<FoundNames>;
  /** Whether a credential with a shared secret names this issuer; late by moments. One round trip. */
  isNamedWithSecret(issuer: string): Promise<boolean>;
}
