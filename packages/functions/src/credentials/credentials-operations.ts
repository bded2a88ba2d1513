import { changeCredential } from "@latchkey/core/credential/change-credential";
import type { Credential } from "@latchkey/core/credential/credential";
import { CredentialPatch, NewCredential, Rotation } from "@latchkey/core/credential/credential-input";
import { credentialView } from "@latchkey/core/credential/credential-types";
import { CredentialView } from "@latchkey/core/credential/credential-view";
import { type Issued, issueCredential } from "@latchkey/core/credential/issue-credential";
import type { CredentialIds } from "@latchkey/core/credential/part/minted";
import { readCredential } from "@latchkey/core/credential/read-credential";
import { revokeCredential } from "@latchkey/core/credential/revoke-credential";
import { rotateCredential } from "@latchkey/core/credential/rotate-credential";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { publishedKeysOfIssuers } from "../composition/published-keys.ts";
import type { Answer } from "../http/answer.ts";
import { revisionTag } from "../http/etag.ts";
import { list, operation, type Params, resource } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { removal } from "../http/removal.ts";
import { IssuedAnswer } from "./issued-answer.ts";
import { CredentialSearchQuery, searchCredentials } from "./search-credentials.ts";

/** A repeated request gets everything but the secret, which is kept nowhere. */
const issuedAgain = async (work: PlatformWork, params: Params): Promise<Answer> => {
  const found = await readCredential(work, placeOf(params));
  return {
    status: 201,
    body: { credential: credentialView(found), secret: null },
    etag: revisionTag(found.revision),
  };
};

const issued = ({ credential, secret }: Issued): Answer => ({
  status: 201,
  body: { credential: credentialView(credential), secret },
  etag: revisionTag(credential.revision),
});

const placeOf = ({ consumer = "", credential = "" }: Params): CredentialIds => ({
  consumerId: consumer,
  id: credential,
});

/** The first token of an issuer must not wait for its address. What cannot be fetched now refuses nothing. */
const prefetchKeys = async (work: PlatformWork, credential: Credential): Promise<void> => {
  if (credential.type !== "jwt" || credential.key.kind !== "jwks") return;
  const consumer = await work.stores.consumer(credential.consumerId);
  if (consumer) await publishedKeysOfIssuers().prefetch(credential.key.uri, consumer.team, work.now);
};

export const credentialsOperations = {
  issueCredential: operation({
    summary: "Issue or import a credential. Its secret is shown this once.",
    body: NewCredential,
    answer: IssuedAnswer,
    status: 201,
    handle: async (work, { params, body }) => {
      const made = await issueCredential(work, params["consumer"] ?? "", body);
      await prefetchKeys(work, made.credential);
      return issued(made);
    },
    replay: issuedAgain,
  }),
  listCredentials: operation({
    summary: "The credentials of a consumer, never their secrets.",
    query: CredentialSearchQuery,
    searches: ["q"],
    answer: PageAnswer(CredentialView),
    handle: async (work, { params, query }) =>
      list(await searchCredentials(work, params["consumer"] ?? "", query), credentialView),
  }),
  readCredential: operation({
    summary: "A credential, never its secret.",
    answer: CredentialView,
    handle: async (work, { params }) => resource(credentialView(await readCredential(work, placeOf(params)))),
  }),
  changeCredential: operation({
    summary: "Rename, enable, disable or restrict a credential.",
    body: CredentialPatch,
    answer: CredentialView,
    handle: async (work, { params, body }) => {
      const changed = await changeCredential(work, placeOf(params), body);
      if (body.jwksUri !== undefined) await prefetchKeys(work, changed);
      return resource(credentialView(changed));
    },
  }),
  rotateCredential: operation({
    summary: "Make a new secret; the former one works until the overlap is over.",
    body: Rotation,
    answer: IssuedAnswer,
    status: 201,
    handle: async (work, { params, body }) => issued(await rotateCredential(work, placeOf(params), body)),
    replay: issuedAgain,
  }),
  revokeCredential: removal({
    summary: "Revoke a credential for good.",
    remove: (work, params) => revokeCredential(work, placeOf(params)),
  }),
};
