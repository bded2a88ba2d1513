import * as z from "zod/mini";
import { switchIn, type Variable } from "./settings-environment.ts";

export const releaseFields = {
  /** Whether a new version of the authorizer and of the gateway gets a tenth of the calls for five minutes before it gets all. */
  gradualRelease: z.boolean(),
};

export const RELEASE_DEFAULTS = { gradualRelease: false };

export const releaseVariables = {
  gradualRelease: switchIn("LATCHKEY_GRADUAL_RELEASE"),
} satisfies Record<keyof typeof releaseFields, Variable>;
