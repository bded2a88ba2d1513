import { type Answer, as, type Send } from "./management.ts";
import type { Stage } from "./running-latchkey.ts";

let made = 0;
/** A name that no other thing of this test file has. */
export const freshName = (prefix: string): string => {
  made += 1;
  return `${prefix}-${made}`;
};

const good = (answer: Answer): Answer => {
  if (answer.status >= 300) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer;
};

/** Makes things as one caller, and throws when one is refused. Each answers the resource. */
export const making = (send: Send) => {
  const post = async (path: string, body: unknown) => good(await send("POST", path, body)).body;
  const apply = (consumer: { id: string }, service: string, fields: object = {}) =>
    post(`/v1/consumers/${consumer.id}/subscriptions`, { service, ...fields });
  const act = (subscription: { id: string }, action: string, fields: object = {}) =>
    post(`/v1/subscriptions/${subscription.id}/${action}`, fields);
  return {
    apply,
    act,
    plugin: async (consumer: { id: string }, plugin: string, config: object) =>
      good(await send("PUT", `/v1/consumers/${consumer.id}/plugins/${plugin}`, config)).body,
    team: (fields: object = {}) => post("/v1/teams", { slug: freshName("team"), name: "Team", ...fields }),
    service: (team: string, fields: object = {}) =>
      post("/v1/services", {
        slug: freshName("service"),
        name: "Service",
        team,
        kind: "rest",
        upstream: { url: "http://127.0.0.1:9" },
        approvers: ["approver@providers.test"],
        status: "published",
        ...fields,
      }),
    consumer: (team: string, fields: object = {}) =>
      post("/v1/consumers", { name: freshName("consumer"), team, ...fields }),
    offer: (consumer: { id: string; name: string }, team: string) =>
      post(`/v1/consumers/${consumer.id}/transfer`, { team, confirm: consumer.name }),
    credential: (consumer: { id: string }, fields: object = {}) =>
      post(`/v1/consumers/${consumer.id}/credentials`, { name: "key", type: "api-key", ...fields }),
    subscription: async (consumer: { id: string }, service: string, fields: object = {}) =>
      act(await apply(consumer, service, fields), "approve"),
  };
};
export type Making = ReturnType<typeof making>;

interface Managing {
  scopes?: string[];
  keyScopes?: string[];
  expiresAt?: string;
  allowedIps?: string[];
}

export interface ManagingMachine {
  send: Send;
  consumer: { id: string; name: string };
  /** The one in use. */
  credential: { id: string };
}

/**
 * A consumer of the team that manages: its caller, as a member, or as its scopes say. They are the subscription's, and
 * the credential's too unless `keyScopes` says otherwise.
 */
export const machineOf = async (
  latchkey: Pick<Stage, "control">,
  root: Send,
  team: string,
  { scopes, keyScopes = scopes, ...fields }: Managing = {},
): Promise<ManagingMachine> => {
  const make = making(root);
  const consumer = await make.consumer(team);
  const key = await make.credential(consumer, { ...fields, ...(keyScopes ? { scopes: keyScopes } : {}) });
  await make.subscription(consumer, "latchkey", scopes ? { scopes } : {});
  const send = as(latchkey, { "X-API-Key": key.secret.apiKey });
  return { send, consumer, credential: key.credential };
};
