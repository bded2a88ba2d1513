import * as z from "zod/mini";
import { InHeaders, NewCredentialFields } from "../part/credential-input-fields.ts";
import { FOREIGN_HASH_MAX, readForeignHash } from "./foreign-hash.ts";

/** RFC 7617: a user name holds no colon, and neither part a control character. */
const BasicText = (maximum: number) =>
  z.string().check(z.maxLength(maximum), z.regex(/^[^\p{Cc}\p{Cs}]*$/u, "no control characters"));

export const NewBasic = z.strictObject({
  ...NewCredentialFields,
  ...InHeaders,
  type: z.literal("basic"),
  username: z.optional(BasicText(128).check(z.minLength(1), z.regex(/^[^:]*$/, "no colon"))),
  password: z.optional(BasicText(256).check(z.minLength(8))),
  passwordHash: z.optional(
    z.string().check(
      z.maxLength(FOREIGN_HASH_MAX),
      z.refine(
        (text) => readForeignHash(text) !== undefined,
        "a hash in one of the documented forms and bounds",
      ),
    ),
  ),
});
export type NewBasic = z.infer<typeof NewBasic>;
