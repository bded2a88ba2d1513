import * as z from "zod/mini";

/* What several settings are written as. */

export const text = z.string().check(z.minLength(1));

export const host = z
  .string()
  .check(
    z.regex(
      /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      "a domain in small letters",
    ),
  );

export const email = z.email("an e-mail address");

export const origin = z
  .string()
  .check(
    z.refine(
      (given) => URL.canParse(given) && given.startsWith("https://") && new URL(given).origin === given,
      "an origin, like https://login.example.com",
    ),
  );
