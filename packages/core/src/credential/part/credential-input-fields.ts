import * as z from "zod/mini";
import { Cidr } from "../../address/ip-range.ts";
import { Models } from "../../plugin/models.ts";
import { invalidInput } from "../../refusal.ts";
import { HeaderName, IsoTime, line, ScopeName } from "../../text.ts";
import { Position } from "./position.ts";

const Scopes = z.array(ScopeName).check(z.maxLength(50));

const AnyPosition = z.strictObject({ ...Position.shape, name: HeaderName });

const HEADER_ALONE = "header: this type is carried in a header alone";

/** A password or a signature is a whole `Authorization` value: it can only move to a header of another name. */
const HeaderPosition = z.strictObject({ where: z.literal("header", HEADER_ALONE), name: HeaderName });

const positions = <P extends z.ZodMiniType>(position: P) =>
  z.array(position).check(z.minLength(1), z.maxLength(5));

const fields = {
  name: line(100),
  expiresAt: IsoTime,
  hideCredential: z.boolean(),
  allowedIps: z.array(Cidr).check(z.minLength(1), z.maxLength(100)),
  scopes: Scopes,
  models: Models.shape.allow,
  in: positions(AnyPosition),
};

/** What a new credential of every type may be given. */
export const NewCredentialFields = {
  name: fields.name,
  expiresAt: z.optional(fields.expiresAt),
  hideCredential: z._default(fields.hideCredential, true),
  allowedIps: z.optional(fields.allowedIps),
  scopes: z.optional(fields.scopes),
  models: z.optional(fields.models),
  in: z.optional(fields.in),
};

/** The positions of a type that a header alone carries. */
export const InHeaders = { in: z.optional(positions(HeaderPosition)) };

/** What can be changed of a credential of every type. */
export const ChangedFields = {
  name: z.optional(fields.name),
  status: z.optional(z.enum(["enabled", "disabled"])),
  expiresAt: z.nullish(fields.expiresAt),
  hideCredential: z.optional(fields.hideCredential),
  allowedIps: z.nullish(fields.allowedIps),
  scopes: z.nullish(fields.scopes),
  models: z.nullish(fields.models),
  in: z.nullish(fields.in),
};
const Changed = z.strictObject(ChangedFields);
export type ChangedFields = z.infer<typeof Changed>;

/** As the input of a new credential of a type that a header alone carries is checked. @throws Refusal */
export const refuseOutsideOfHeaders = ({ in: named }: Pick<ChangedFields, "in">): void => {
  const at = named?.findIndex((position) => !HeaderPosition.safeParse(position).success) ?? -1;
  if (at >= 0) throw invalidInput(`/in/${at}/where`, HEADER_ALONE);
};

export const seconds = (maximum: number) => z.int().check(z.minimum(0), z.maximum(maximum));
