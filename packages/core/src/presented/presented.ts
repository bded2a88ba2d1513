import { akskPresenting, type PresentedAksk } from "../credential/aksk/present-aksk.ts";
import { apiKeyPresenting, type PresentedApiKey } from "../credential/api-key/present-api-key.ts";
import { basicPresenting, type PresentedBasic } from "../credential/basic/present-basic.ts";
import type { CredentialType } from "../credential/credential.ts";
import { jwtPresenting, type PresentedJwt } from "../credential/jwt/present-jwt.ts";
import { oauth2Presenting, type PresentedOauth2 } from "../credential/oauth2/present-oauth2.ts";
import type { Position } from "../credential/part/position.ts";
import type { Presenting } from "../credential/part/presenting.ts";

/** What a request holds that tells who calls. Nothing of it is verified. */
export type Presented = PresentedApiKey | PresentedBasic | PresentedJwt | PresentedAksk | PresentedOauth2;

/** How requests present a credential of this type. */
type PresentedOf<T extends Presented["type"]> = Extract<Presented, { type: T }>;

/** The value and each of its positions. */
export type PresentedAt<P extends Presented = Presented> = P & { positions: [Position, ...Position[]] };

/** Every type of credential, as requests present it. */
export const PRESENTING: { readonly [T in CredentialType]: Presenting<PresentedOf<T>> } = {
  "api-key": apiKeyPresenting,
  basic: basicPresenting,
  jwt: jwtPresenting,
  aksk: akskPresenting,
  oauth2: oauth2Presenting,
};

export const presenting = <T extends CredentialType>(type: T): Presenting<PresentedOf<T>> => PRESENTING[type];

/** The first position that is allowed for the credential. Positions that it names replace its type's own. */
export const expectedPosition = (
  { type, in: named }: { type: CredentialType; in?: readonly Position[] | undefined },
  positions: readonly Position[],
): Position | undefined =>
  positions.find((at) =>
    named === undefined
      ? PRESENTING[type].isDefaultPosition(at)
      : named.some((position) => isSamePosition(position, at)),
  );

/** Header names have no case; `at` has them in lower case. */
const isSamePosition = (named: Position, at: Position): boolean =>
  named.where === at.where &&
  (at.where === "header" ? named.name.toLowerCase() === at.name : named.name === at.name);
