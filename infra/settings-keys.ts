import * as z from "zod/mini";
import { numberIn, type Variable } from "./settings-environment.ts";

const told = "0, or a whole number of days from 7 to 3650";

export const keysFields = {
  /** How many days old a key of a ring becomes before it is replaced by itself. 0: never, but by hand. */
  keyRotationDays: z.int(told).check(
    z.maximum(3650, told),
    z.refine((days) => days === 0 || days >= 7, told),
  ),
};
type Keys = z.infer<z.ZodMiniObject<typeof keysFields>>;

/** That which the functions have by themselves. A test holds the two to each other. */
export const KEYS_DEFAULTS: Keys = { keyRotationDays: 90 };

export const keysVariables = {
  keyRotationDays: numberIn("LATCHKEY_KEY_ROTATION_DAYS"),
} satisfies Record<keyof typeof keysFields, Variable>;
