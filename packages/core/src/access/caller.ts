/** Who asks. A person signed in at the configured issuer; a machine used a consumer's credential. */
export type Caller =
  | { kind: "person"; id: string; email: string; admin: boolean; sourceIp: string }
  | {
      kind: "machine";
      consumerId: string;
      credentialId: string;
      team: string;
      role: "member" | "owner";
      /** Only the consumer `root`. */
      admin: boolean;
      /** ISO 8601; a machine mints no credential that outlives this. */
      credentialExpiresAt?: string;
      sourceIp: string;
    };

/** How the history names somebody. */
export const actorOf = (caller: Caller): string =>
  caller.kind === "person" ? caller.email : caller.consumerId;
