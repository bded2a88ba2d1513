import { isAuthorization, type Presenting } from "../part/presenting.ts";

/** A token that the client says is one of the stage's own. Told otherwise, it is presented as a JWT and found out. */
export interface PresentedOauth2 {
  type: "oauth2";
  token: string;
}

export const oauth2Presenting: Presenting<PresentedOauth2> = {
  namedBy: ["oauth2"],
  beginnings: [],
  isDefaultPosition: isAuthorization,
  isOfForm: () => true,
  isSame: (one, other) => one.token === other.token,
};
