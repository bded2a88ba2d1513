import type { BasicCredential as UsernamePassword } from "@latchkey/signing/basic/parse-basic";
import type { SignatureClaim } from "../credential/aksk/signature-claim.ts";
import type { CredentialType } from "../credential/credential.ts";
import type { Position } from "../credential/part/position.ts";

/** What stands in a request and tells who calls. Nothing of it is verified. */
export type Presented =
  | { type: "api-key"; value: string }
  | { type: "basic"; login: UsernamePassword }
  /** In the form of a JWT; whether it is one is found out when it is not remembered. */
  | { type: "jwt"; token: string }
  | { type: "aksk"; claim: SignatureClaim };

/** It and every place where it stands. */
export type PresentedAt<P extends Presented = Presented> = P & { places: [Position, ...Position[]] };

const AUTHORIZATION = "authorization";
export const KEY_HEADERS: readonly string[] = ["x-api-key", "apikey"];

/** The places of each type that need no word of the credential's: they do not end up in logs. */
export const isDefaultPlace = (type: CredentialType, { where, name }: Position): boolean => {
  if (type === "aksk")
    return where === "query"
      ? name === "X-Amz-Signature"
      : where === "header" && (name === AUTHORIZATION || name === "signature");
  if (where !== "header") return false;
  return name === AUTHORIZATION || (type === "api-key" && KEY_HEADERS.includes(name));
};

/** The first place where the credential may stand. Where it says its places, those replace its type's own. */
export const expectedPlace = (
  { type, in: named }: { type: CredentialType; in?: readonly Position[] | undefined },
  places: readonly Position[],
): Position | undefined =>
  places.find((at) =>
    named === undefined ? isDefaultPlace(type, at) : named.some((place) => isSamePlace(place, at)),
  );

/** Header names have no case; `at` has them in lower case. */
const isSamePlace = (named: Position, at: Position): boolean =>
  named.where === at.where &&
  (at.where === "header" ? named.name.toLowerCase() === at.name : named.name === at.name);
