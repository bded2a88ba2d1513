import type { Actor } from "./actor.ts";
import type { Bounds } from "./bounds.ts";
import type { Role } from "./role.ts";

/** A person who signed in at the configured issuer. The members of a team say which role the person has in it. */
export interface Person {
  readonly kind: "person";
  readonly id: string;
  readonly email: string;
  readonly admin: boolean;
  readonly sourceIp: string;
}

/** A program with a consumer's credential. */
export interface Machine {
  readonly kind: "machine";
  readonly consumerId: string;
  readonly credentialId: string;
  readonly team: string;
  /** In its team, by its scopes of the management API. */
  readonly role: Role;
  /** Only the consumer `root`. */
  readonly admin: boolean;
  /** Of the credential in use: what it hands on to other credentials is within them. */
  readonly bounds: Bounds;
  /** Of the access token in use, where it names scopes: it may be narrower than its credential. */
  readonly tokenScopes?: readonly string[];
  readonly sourceIp: string;
}

/** Who asks, and what they may do: made where the request comes in, and never changed afterwards. */
export type Caller = Person | Machine;

/** The bounds of a machine that only reads, whose own were not looked up: nothing is within them. */
export const HANDS_ON_NOTHING: Bounds = {
  scopes: [],
  allowedIps: [],
  models: [],
  expiresAt: "1970-01-01T00:00:00.000Z",
};

export const actorOf = (caller: Caller): Actor =>
  caller.kind === "person"
    ? { kind: "person", email: caller.email }
    : { kind: "machine", consumer: caller.consumerId };
