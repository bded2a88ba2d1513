import { answerOf, api, ifRevision, onceOnly } from "../api/connection.ts";
import { given, listQuery, PAGE_SIZE } from "../api/list-query.ts";
import type { Credential, CredentialPatch, Issued, NewCredential } from "../api/resources.ts";

export const CREDENTIAL_SORTS = ["name", "last-used"] as const;
type Sort = (typeof CREDENTIAL_SORTS)[number];

interface CredentialsAsked {
  q?: string | undefined;
  sort?: Sort | `-${Sort}` | undefined;
}

/** Of the lists in all orders. */
export const credentialsKey = (consumer: string) => ["credentials", consumer];

export const credentialsQuery = (consumer: string, { q, sort }: CredentialsAsked = {}) =>
  listQuery([...credentialsKey(consumer), { q, sort }], (cursor, signal) =>
    answerOf(
      api().GET("/v1/consumers/{consumer}/credentials", {
        params: { path: { consumer }, query: { ...cursor, limit: PAGE_SIZE, ...given({ q, sort }) } },
        signal,
      }),
    ),
  );

/** The answer holds the secret. It goes to the page that shows it, and into no cache. */
export const issueCredential = (consumer: string, body: NewCredential, key: string): Promise<Issued> =>
  answerOf(
    api().POST("/v1/consumers/{consumer}/credentials", {
      params: { path: { consumer }, header: onceOnly(key) },
      body,
    }),
  );

export const rotateCredential = (
  consumer: string,
  credential: string,
  overlapSeconds: number,
): Promise<Issued> =>
  answerOf(
    api().POST("/v1/consumers/{consumer}/credentials/{credential}/rotate", {
      params: { path: { consumer, credential }, header: onceOnly() },
      body: { overlapSeconds },
    }),
  );

export const changeCredential = (
  { consumerId: consumer, id: credential }: Pick<Credential, "consumerId" | "id">,
  revision: number,
  body: CredentialPatch,
): Promise<Credential> =>
  answerOf(
    api().PATCH("/v1/consumers/{consumer}/credentials/{credential}", {
      params: { path: { consumer, credential } },
      headers: ifRevision(revision),
      body,
    }),
  );

export const readCredential = (consumer: string, credential: string): Promise<Credential> =>
  answerOf(
    api().GET("/v1/consumers/{consumer}/credentials/{credential}", {
      params: { path: { consumer, credential } },
    }),
  );

export const revokeCredential = (consumer: string, credential: string): Promise<unknown> =>
  answerOf(
    api().DELETE("/v1/consumers/{consumer}/credentials/{credential}", {
      params: { path: { consumer, credential } },
    }),
  );
