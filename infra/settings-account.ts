import * as z from "zod/mini";
import { switchIn, textIn, type Variable } from "./settings-environment.ts";

/** Where in AWS the stage is, and how it is guarded there. */
export const accountFields = {
  region: z.string().check(z.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, "a region of AWS, like eu-central-1")),
  /** Cannot be removed by accident: the table, the keys and every resource are kept and guarded. */
  protected: z.boolean(),
};

export const ACCOUNT_DEFAULTS = { protected: false };

export const accountVariables = {
  region: textIn("LATCHKEY_REGION"),
  protected: switchIn("LATCHKEY_PROTECTED"),
} satisfies Record<keyof typeof accountFields, Variable>;
