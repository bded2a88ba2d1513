import { AkskScheme } from "@latchkey/core/credential/aksk/aksk-credential";
import { CredentialView } from "@latchkey/core/credential/credential-view";
import { JwtCredential, SubjectClaim } from "@latchkey/core/credential/jwt/jwt-credential";
import { Position } from "@latchkey/core/credential/part/position";
import type * as z from "zod/mini";
import { answerObject, answerUnion, inner, nounDocs, vocabulary } from "../http/documented.ts";
import { exampleResource, RESOURCE } from "../http/resource-texts.ts";
import { credentialRequests } from "./credential-requests-docs.ts";
import {
  AKSK_TEXTS,
  BASIC_TEXTS,
  COMMON_TEXTS,
  IMPORTED,
  JWT_TEXTS,
  OAUTH2_TEXTS,
  POSITION_TEXTS,
} from "./credential-texts.ts";
import type { credentialsOperations } from "./credentials-operations.ts";
import { IssuedAnswer } from "./issued-answer.ts";
import { CredentialSort } from "./search-credentials.ts";

const [ApiKeyView, BasicView, JwtView, AkskView, Oauth2View] = CredentialView.def.options;

const SHOWN = {
  ...RESOURCE,
  ...COMMON_TEXTS,
  type: "The credential's type.",
  consumerId: "The id of the consumer that it belongs to.",
  status: "A `disabled` one is refused.",
  hint: "The first characters of what is sent, to recognise it by.",
  secrets:
    "Its secrets, the current one first; the former one while it holds still, and until the next rotation. None where only the consumer has a key.",
  previousValidUntil: "Until when the secret from before the last rotation holds, UTC.",
  rotatedAt: "When it was rotated last, UTC.",
  leakedAt: "When a secret of it was last reported as found in public, UTC.",
  leakedUrl: "Where it was found, as the reporter says. A stranger wrote it.",
  lastUsedAt: "When it was used last, UTC, to within some minutes.",
} as const;

const KEY_EXAMPLE: z.output<typeof ApiKeyView> = {
  ...exampleResource("crd"),
  consumerId: exampleResource("con").id,
  name: "first",
  type: "api-key",
  status: "enabled",
  hideCredential: true,
  hint: "lk_3kF9",
  imported: false,
  secrets: [{ lastFour: "WyH6" }],
};

export const credentialsDocs = nounDocs<typeof credentialsOperations>({
  tags: {
    credentials:
      "Credentials are what consumers prove themselves with. A secret is shown once and never again.",
  },
  schemas: [
    vocabulary(
      "CredentialSort",
      inner(CredentialSort),
      "The order of a list of credentials. `-` begins at its end.",
    ),
    vocabulary("EnabledStatus", ApiKeyView.shape.status, "Whether a credential or a webhook is in use."),
    vocabulary("CredentialPlace", Position.shape.where, "A part of a request."),
    vocabulary(
      "AkskScheme",
      AkskScheme,
      "`aws4`: AWS Signature V4. `gateway-hmac`: `HMAC-SHA256` of APIPark, Apinto and Huawei. `rfc9421`: HTTP Message Signatures. `signature`: `Signature` of APISIX. `kong`: `hmac` of Kong's hmac-auth, only for credentials that list it.",
    ),
    vocabulary("SubjectClaim", SubjectClaim, "A claim of a token that tells the caller."),
    vocabulary("JwtAlgorithm", inner(JwtCredential.shape.algorithms), "A signature algorithm (RFC 7518)."),
    answerObject("CredentialPosition", inner(inner(ApiKeyView.shape.in)), {
      description: "A place where a request may carry a credential.",
      properties: POSITION_TEXTS,
    }),
    answerObject("ShownSecret", inner(ApiKeyView.shape.secrets), {
      description: "What is shown of a secret.",
      properties: {
        lastFour:
          "Its last four characters. Absent for one that was brought, and for those made before they were kept.",
        createdAt:
          "When a rotation made it, UTC. Absent for the first one, and for those made before this was kept.",
        validUntil: "Until when it holds, UTC: of a former one. Absent: as long as the credential.",
        lastUsedAt:
          "When it was used last, UTC, to within some minutes. A former one was used since the rotation where that is later than the current one's `createdAt`. Of an `oauth2` client's: when a token was asked for with it, while two hold.",
      },
    }),
    answerUnion(
      "Credential",
      CredentialView,
      "A credential, never its secret. `type` says which members it has.",
    ),
    answerObject("ApiKeyCredential", ApiKeyView, {
      description: "An API key.",
      properties: { ...SHOWN, imported: IMPORTED },
      example: KEY_EXAMPLE,
    }),
    answerObject("BasicCredential", BasicView, {
      description: "A user name and a password.",
      properties: { ...SHOWN, ...BASIC_TEXTS },
    }),
    answerObject("JwtCredential", JwtView, {
      description: "Tokens of an issuer.",
      properties: { ...SHOWN, ...JWT_TEXTS, algorithms: "The algorithms that are accepted." },
    }),
    answerObject("AkskCredential", AkskView, {
      description: "An access key with a secret key that signs.",
      properties: { ...SHOWN, ...AKSK_TEXTS, imported: IMPORTED },
    }),
    answerObject("Oauth2Credential", Oauth2View, {
      description: "A client that gets access tokens (OAuth 2).",
      properties: { ...SHOWN, ...OAUTH2_TEXTS, clientId: "The client's public name." },
    }),
    answerObject("IssuedCredential", IssuedAnswer, {
      description: "A credential that was issued or rotated, with its secret.",
      properties: {
        credential: "The credential.",
        secret:
          "Shown this once: `{apiKey}`, `{username, password}`, `{accessKey, secretKey}`, `{clientId, clientSecret}`, of a client with a key `{clientId}`, or for `jwt` `{secret}` where one was made. `null` in the answer to a repeated request.",
      },
      example: { credential: KEY_EXAMPLE, secret: { apiKey: "lk_3kF9c2xT7mQvB8nRzL4dWyH6" } },
    }),
    ...credentialRequests,
  ],
  operations: {
    issueCredential: {
      tag: "credentials",
      description:
        "For members of the consumer's team. Programs issue within their own end, addresses and scopes. A consumer has at most 100 credentials.",
      refuses: ["credential-taken", "issuer-taken", "limit-reached"],
    },
    listCredentials: {
      tag: "credentials",
      description: "For members of the consumer's team, in the order of their making.",
      refuses: [],
      query: {
        q: "Part of a name, an id, a type, or of what is shown of a secret, in capitals or not.",
        sort: "The order, `-` from its end: `-last-used` begins with what was used last.",
      },
    },
    readCredential: { tag: "credentials", description: "For members of the consumer's team.", refuses: [] },
    changeCredential: {
      tag: "credentials",
      description: "For members of the consumer's team. Disabling takes effect within five seconds.",
      refuses: ["credential-taken", "issuer-taken", "limit-reached"],
    },
    rotateCredential: {
      tag: "credentials",
      description:
        "For members of the consumer's team. What signs or is looked up keeps its name: user name, access key and client id stay.",
      refuses: ["invalid-transition", "limit-reached"],
      changesExisting: true,
    },
    revokeCredential: {
      tag: "credentials",
      description: "For members of the consumer's team. It stops holding within five seconds.",
      refuses: [],
    },
  },
});
