import { claimedIssuer, createVerifyPerson, type VerifyPerson } from "@latchkey/core/person/verify-person";
import { type CallRequest, headerValue } from "@latchkey/core/verdict/call-request";

/** People sign in at one issuer; everybody else is a consumer. */
export interface People {
  issuer: string;
  admins: readonly string[];
  verify: VerifyPerson;
}

/** The bearer token, if it says that it comes from the platform's issuer: no credential may name that one. */
export const bearerOf = (request: CallRequest, issuer: string): string | undefined => {
  const token = /^bearer +(\S+) *$/i.exec(headerValue(request, "authorization") ?? "")?.[1];
  return token !== undefined && token.length <= 8192 && claimedIssuer(token) === issuer ? token : undefined;
};

export const createPeople = (issuer: string, clientId: string, admins: readonly string[]): People => ({
  issuer,
  admins,
  verify: createVerifyPerson({ issuer, clientId }),
});
