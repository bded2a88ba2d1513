import * as z from "zod/mini";
import { numberIn, type Variable } from "./settings-environment.ts";

const whole = (most: number) => {
  const told = `a whole number from 1 to ${most}`;
  return z.int(told).check(z.minimum(1, told), z.maximum(most, told));
};

/** How many mails one actor's actions may cause within a UTC day; further ones are collected in digests. */
export const mailsFields = {
  /** Caused by one person or one program. */
  mailsPerPerson: whole(1_000_000),
  mailsPerTeam: whole(1_000_000),
};
type Mails = z.infer<z.ZodMiniObject<typeof mailsFields>>;

/** Those that the functions have by themselves. A test holds the two to each other. */
export const MAILS_DEFAULTS: Mails = { mailsPerPerson: 200, mailsPerTeam: 500 };

export const mailsVariables = {
  mailsPerPerson: numberIn("LATCHKEY_MAILS_PER_PERSON"),
  mailsPerTeam: numberIn("LATCHKEY_MAILS_PER_TEAM"),
} satisfies Record<keyof typeof mailsFields, Variable>;

/** As the functions read them. */
export const mailsEnvironment = (mails: Mails) => ({
  LATCHKEY_MAILS_PER_PERSON: String(mails.mailsPerPerson),
  LATCHKEY_MAILS_PER_TEAM: String(mails.mailsPerTeam),
});
