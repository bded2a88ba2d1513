import type { IamUpstream } from "./iam-upstream.ts";
import type { AllowedUpstream } from "./reach.ts";

/** What a stage is configured to, as far as decisions depend on it. */
export interface StageSettings {
  /** What minted API keys begin with, and client secrets with `cs` after it; `lk` when absent. */
  keyPrefix?: string;
  /** Where people sign in: no credential may name it. */
  issuer?: string;
  /** The management API's own address, which issues the access tokens of clients: no credential may name it either. */
  controlUrl?: string;
  /** Whether addresses on loopback, private networks and over plain http may be given: on one machine. */
  allowPrivateAddresses: boolean;
  /** Whether webhooks may be on loopback and over plain http: on one machine. */
  allowPrivateWebhooks?: boolean;
  /** Whether an address, as it is written, is one of the stage itself: nothing of a team's may lead there. */
  isOwnAddress?(url: URL): boolean;
  /** Where in private networks addresses of teams may lead; nowhere when absent. */
  allowedUpstreams?: readonly AllowedUpstream[];
  /** Which addresses the gateway calls with its role, for which teams; none when absent. */
  iamUpstreams?: readonly IamUpstream[];
  /** Slugs of teams and services that only admins give. */
  reservedSlugs?: readonly string[];
  /** The addresses of the admins, who are mailed of what they decide on. */
  admins?: readonly string[];
  /** Whether an admin has to agree before other teams see a published service; when absent, no admin is asked. */
  publication?: "free" | "reviewed";
  /** Whether public services are shown to everybody, without signing in. */
  publicCatalog?: boolean;
}
