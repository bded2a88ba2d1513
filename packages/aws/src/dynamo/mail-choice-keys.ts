import { type Key, META } from "./keys.ts";

export const MAIL_CHOICES = "MAIL-CHOICE";

/** By the person whose choice it is. */
export const mailChoiceKey = (email: string): Key => ({ pk: `${MAIL_CHOICES}#${email}`, sk: META });
