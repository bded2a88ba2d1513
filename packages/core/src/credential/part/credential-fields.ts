import * as z from "#schema";
import { RESOURCE_SHOWN, ResourceFields } from "../../resource.ts";
import { Position } from "./position.ts";
import { LastUses } from "./secret.ts";

/** What a stored credential of every type has. */
export const CredentialFields = {
  ...ResourceFields,
  consumerId: z.string(),
  name: z.string(),
  status: z.enum(["enabled", "disabled"]),
  expiresAt: z.optional(z.string()),
  hideCredential: z.boolean(),
  allowedIps: z.optional(z.array(z.string())),
  scopes: z.optional(z.array(z.string())),
  /** Models of AI services that it may call, or beginnings with `*`. Absent: all. */
  models: z.optional(z.array(z.string())),
  in: z.optional(z.array(Position)),
  /** The first characters, to recognise it by. */
  hint: z.string(),
  previousValidUntil: z.optional(z.string()),
  /** When its present secret was made; absent while that is its first. */
  rotatedAt: z.optional(z.string()),
  lastUsedAt: z.optional(z.string()),
  /** Stored apart, as `lastUsedAt` is. */
  lastUses: z.optional(LastUses),
  /** When a secret of it was last reported as leaked, and where it was found, as the reporter says. */
  leakedAt: z.optional(z.string()),
  leakedUrl: z.optional(z.string()),
  /** What was due to be told of its end up to this time was told. */
  remindedUntil: z.optional(z.string()),
  /** The names that it has claimed among all credentials, and is found by when it was not minted. */
  pointers: z.optional(z.array(z.string())),
};

/** The part of a record that its type makes: its own fields, and the hint. */
export type MadeFields<Credential> = Omit<Credential, Exclude<keyof typeof CredentialFields, "hint">>;

/** Fields of every type that are told, by the audit too. */
export const CREDENTIAL_SHOWN = {
  consumerId: true,
  name: true,
  status: true,
  expiresAt: true,
  hideCredential: true,
  allowedIps: true,
  scopes: true,
  models: true,
  in: true,
  previousValidUntil: true,
  rotatedAt: true,
  leakedAt: true,
  leakedUrl: true,
} as const satisfies Partial<Record<keyof typeof CredentialFields, true>>;

/** Which fields of every type an answer shows. */
export const SHOWN_FIELDS = {
  ...RESOURCE_SHOWN,
  ...CREDENTIAL_SHOWN,
  hint: true,
  lastUsedAt: true,
  lastUses: false,
  remindedUntil: false,
  pointers: false,
} as const satisfies Record<keyof typeof CredentialFields, boolean>;
