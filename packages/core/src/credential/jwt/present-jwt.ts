import { JWT_MAX } from "@latchkey/signing/jwt/parse-jwt";
import { isAuthorization, type Presenting } from "../part/presenting.ts";

/** A value in the form of a JWT; whether it is one is found out when it is not remembered. */
export interface PresentedJwt {
  type: "jwt";
  token: string;
}

export const hasJwtForm = (value: string): boolean =>
  value.length <= JWT_MAX && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(value);

export const jwtPresenting: Presenting<PresentedJwt> = {
  namedBy: ["jwt"],
  beginnings: ["ey", "bearer ", "Bearer "],
  isDefaultPosition: isAuthorization,
  isOfForm: () => true,
  isSame: (one, other) => one.token === other.token,
};
