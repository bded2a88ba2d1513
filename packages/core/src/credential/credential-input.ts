import * as z from "zod/mini";
import { HeaderName } from "../service/service-input.ts";
import { IsoTime, line } from "../text.ts";
import { Position } from "./credential.ts";
import { Cidr } from "./ip-range.ts";

const Scopes = z
  .array(z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,62}$/, "a scope name")))
  .check(z.maxLength(50));

const PositionInput = z.strictObject({ ...Position.shape, name: HeaderName });

const fields = {
  name: line(100),
  expiresAt: IsoTime,
  hideCredential: z.boolean(),
  allowedIps: z.array(Cidr).check(z.minLength(1), z.maxLength(100)),
  scopes: Scopes,
  in: z.array(PositionInput).check(z.minLength(1), z.maxLength(5)),
};

const Common = {
  name: fields.name,
  expiresAt: z.optional(fields.expiresAt),
  hideCredential: z._default(fields.hideCredential, true),
  allowedIps: z.optional(fields.allowedIps),
  scopes: z.optional(fields.scopes),
  in: z.optional(fields.in),
};

/** A minted key, unless one is imported: as it is, or as its hex SHA-256. */
export const NewApiKey = z.strictObject({
  ...Common,
  type: z.literal("api-key"),
  apiKey: z.optional(z.string().check(z.maxLength(256))),
  apiKeySha256: z.optional(z.string().check(z.regex(/^[0-9a-fA-F]{64}$/, "64 hexadecimal digits"))),
});
export type NewApiKey = z.infer<typeof NewApiKey>;

export const NewCredential = z.discriminatedUnion("type", [NewApiKey]);
export type NewCredential = z.infer<typeof NewCredential>;

/** null removes a restriction. */
export const CredentialPatch = z.strictObject({
  name: z.optional(fields.name),
  status: z.optional(z.enum(["enabled", "disabled"])),
  expiresAt: z.nullish(fields.expiresAt),
  hideCredential: z.optional(fields.hideCredential),
  allowedIps: z.nullish(fields.allowedIps),
  scopes: z.nullish(fields.scopes),
  in: z.nullish(fields.in),
});
export type CredentialPatch = z.infer<typeof CredentialPatch>;
