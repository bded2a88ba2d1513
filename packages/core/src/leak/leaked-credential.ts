import type { Credential, CredentialOf } from "../credential/credential.ts";
import type { HashedKey } from "../credential/part/hashed-key.ts";
import { livingSecrets } from "../credential/part/secret.ts";
import type { EventType } from "../event/event.ts";
import { nextRevision } from "../resource.ts";
import type { OnLeak } from "../team/team.ts";

/** The types whose secrets are told by their form, and stored as digests. */
export type Leakable = CredentialOf<"api-key" | "oauth2">;

export const isLeakable = (credential: Credential): credential is Leakable =>
  credential.type === "api-key" || credential.type === "oauth2";

export interface Leak {
  /** The secret that was found in public. */
  secret: HashedKey;
  /** ISO 8601. */
  at: string;
  url?: string | undefined;
}

export interface LeakOutcome {
  credential: Leakable;
  events: Extract<EventType, "credential.leaked" | "credential.revoked">[];
}

/**
 * What becomes of a credential one of whose secrets is public. A secret that ends is removed, so no later change lets it work
 * again; with its last secret the credential is disabled. Nothing for one that its team has been told of already.
 */
export const leakedCredential = (
  credential: Leakable,
  { secret, at, url }: Leak,
  onLeak: OnLeak,
  now: number,
): LeakOutcome | undefined => {
  const found = { leakedAt: at, leakedUrl: url ?? null };
  if (onLeak === "notify") {
    if (secret.leakedAt !== undefined) return undefined;
    const secrets = credential.secrets.map((each) => (each === secret ? { ...each, leakedAt: at } : each));
    return {
      credential: nextRevision<Leakable>(credential, { ...found, secrets }, at),
      events: ["credential.leaked"],
    };
  }
  const secrets = livingSecrets(credential.secrets, now).filter((each) => each !== secret);
  const isFormer = secret.validUntil !== undefined;
  const over = isFormer || secrets.length === 0 ? { previousValidUntil: null } : {};
  if (secrets.length > 0)
    return {
      credential: nextRevision<Leakable>(credential, { ...found, ...over, secrets }, at),
      events: ["credential.leaked"],
    };
  return {
    credential: nextRevision<Leakable>(credential, { ...found, ...over, secrets, status: "disabled" }, at),
    events: ["credential.leaked", "credential.revoked"],
  };
};

/** What has become of a credential that leaked, as it is now. */
export const leakState = (credential: Credential): "disabled" | "told" | "one-ended" => {
  if (credential.status === "disabled") return "disabled";
  return isLeakable(credential) && credential.secrets.some((secret) => secret.leakedAt !== undefined)
    ? "told"
    : "one-ended";
};
