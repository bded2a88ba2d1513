import type { PeopleSettings } from "@latchkey/core/person/person";
import type { VerifyPerson } from "@latchkey/core/person/verify-person";
import { type CallRequest, headerValue } from "@latchkey/core/presented/call-request";
import { textClaim } from "@latchkey/signing/jwt/check-claims";
import { parseJwt } from "@latchkey/signing/jwt/parse-jwt";

/** People sign in at one issuer; everybody else is a consumer. */
export interface People {
  issuer: string;
  admins: readonly string[];
  verify: VerifyPerson;
}

/** The bearer token, if it says that it comes from the platform's issuer: no credential may name that one. */
export const bearerOf = (request: CallRequest, issuer: string): string | undefined => {
  const token = /^bearer +(\S+) *$/i.exec(headerValue(request, "authorization") ?? "")?.[1];
  const jwt = token === undefined ? undefined : parseJwt(token);
  return jwt && textClaim(jwt.claims, "iss") === issuer ? token : undefined;
};

export const createPeople = (
  issuer: string,
  clientIds: readonly string[],
  admins: readonly string[],
): People => ({
  issuer,
  admins,
  verify: lazily({ issuer, clientIds }),
});

/** jose is the costliest part of a cold start after the SDK, and consumers' calls do not need it. */
const lazily = (people: PeopleSettings): VerifyPerson => {
  let verify: Promise<VerifyPerson> | undefined;
  return async (token, now) => {
    verify ??= import("../composition/seldom.ts").then(({ seldom }) => seldom.createVerifyPerson(people));
    return (await verify)(token, now);
  };
};
