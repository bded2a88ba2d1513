/** A person who signed in at the platform's issuer. `id` is issuer and subject; the e-mail is verified. */
export interface Person {
  id: string;
  email: string;
}

/** The issuer that people sign in at, and the client ids that their tokens are for: the portal's, the command line's. */
export interface PeopleSettings {
  issuer: string;
  clientIds: readonly string[];
}
