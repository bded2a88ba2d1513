import { decodeBasic, type BasicCredential as UsernamePassword } from "@latchkey/signing/basic/parse-basic";
import { isAuthorization, type Presenting } from "../part/presenting.ts";

/** A user name and a password. */
export interface PresentedBasic {
  type: "basic";
  login: UsernamePassword;
}

/** @param encoded what follows the scheme `Basic` */
export const readBasic = (encoded: string): PresentedBasic | "unreadable" => {
  const login = decodeBasic(encoded);
  return login ? { type: "basic", login } : "unreadable";
};

export const basicPresenting: Presenting<PresentedBasic> = {
  namedBy: ["basic", "basic_auth"],
  beginnings: ["basic ", "Basic "],
  isDefaultPosition: isAuthorization,
  isOfForm: () => true,
  isSame: ({ login: one }, { login: other }) =>
    one.username === other.username && one.password === other.password,
};
