import { createHash } from "node:crypto";

export type Person = { email: string; name: string };

/** What an ID token says of a person. The same e-mail, however it is written, is always the same `sub`. */
export type PersonClaims = { sub: string; email: string; email_verified: true; name: string };

export const claimsOf = (person: Person): PersonClaims => {
  const email = person.email.toLowerCase();
  const sub = createHash("sha256").update(`latchkey-local ${email}`).digest("base64url").slice(0, 22);
  return { sub, email, email_verified: true, name: person.name };
};

/**
 * The person behind an e-mail that was typed in: one of those known, else, where any e-mail may sign in, one
 * named after the part before the `@`. Undefined for what is no e-mail or may not sign in.
 */
export const findPerson = (
  email: string,
  known: readonly Person[],
  anyEmail: boolean,
): Person | undefined => {
  const wanted = email.trim().toLowerCase();
  const person = known.find((each) => each.email.toLowerCase() === wanted);
  if (person !== undefined || !anyEmail) return person;
  const local = /^([^\s@<>"'(),:;\\]{1,64})@[a-z0-9.-]{1,253}$/.exec(wanted)?.[1];
  return local === undefined ? undefined : { email: wanted, name: local };
};
