import { type CredentialPlace, lookupOf } from "../part/credential-place.ts";
import { type CredentialIds, consumerPartOf } from "../part/minted.ts";

/*
 * cl_ CCCCCCCCCCCCCCCC LLLLLL
 *     consumer (16)    look-up (6)
 */
const CLIENT_ID = /^cl_([0-9A-Za-z]{16})([0-9A-Za-z]{6})$/;

/** A client's public name. It tells where its credential is, so that a token's verdict costs one round trip. */
export const clientIdOf = ({ consumerId, id }: CredentialIds): string =>
  `cl_${consumerPartOf(consumerId)}${lookupOf(id)}`;

/** Where the credential of a client would be; nothing for what is no client's name. */
export const placeOfClient = (clientId: string): CredentialPlace | undefined => {
  const [, consumerPart, lookup] = CLIENT_ID.exec(clientId) ?? [];
  return consumerPart === undefined || lookup === undefined
    ? undefined
    : { consumerId: `con_${consumerPart}`, lookup };
};
