import * as z from "zod/mini";
import type { Management } from "../../management/management.ts";
import type { Secrets } from "./secrets.ts";

/** A consumer of the run that may call its service. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly subscription: string;
  readonly credential: string;
  readonly key: string;
}

/** What making things needs. */
export interface Making {
  readonly admin: Management;
  readonly secrets: Secrets;
}

const Made = z.object({ id: z.string() });

/** Answers the id. */
export const makeConsumer = async ({ admin }: Making, team: string, name: string): Promise<string> => {
  const body = { name, team, labels: { "made-by": "latchkey-doctor" } };
  return Made.parse(await admin.do("POST", "/v1/consumers", body)).id;
};

/** Active at once, as the provider adds it. Answers the id. */
export const subscribe = async ({ admin }: Making, service: string, consumer: string): Promise<string> =>
  Made.parse(await admin.do("POST", `/v1/services/${service}/subscriptions`, { consumer })).id;

/** As the consumer applies. Answers the id. */
export const apply = async ({ admin }: Making, service: string, consumer: string): Promise<string> => {
  const body = { service, reason: "latchkey doctor" };
  return Made.parse(await admin.do("POST", `/v1/consumers/${consumer}/subscriptions`, body)).id;
};

const Issued = z.object({ credential: Made, secret: z.record(z.string(), z.string()) });

export interface IssuedCredential {
  readonly id: string;
  /** A member of the secret. @throws Error where the stage gave none of that name */
  secret(member: string): string;
}

export const issue = async (
  { admin, secrets }: Making,
  consumer: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<IssuedCredential> => {
  const body = { name: `doctor-${fields["type"]}`, ...fields };
  const { credential, secret } = Issued.parse(
    await admin.do("POST", `/v1/consumers/${consumer}/credentials`, body),
  );
  for (const value of Object.values(secret)) secrets.keep(value);
  return {
    id: credential.id,
    secret: (member) => {
      const value = secret[member];
      if (value === undefined) throw new Error(`The credential came without ${member}.`);
      return value;
    },
  };
};

export interface CallerNames {
  readonly team: string;
  readonly service: string;
  /** The consumer's. */
  readonly name: string;
}

/** A consumer with a subscription and an API key. */
export const makeCaller = async (making: Making, { team, service, name }: CallerNames): Promise<Caller> => {
  const id = await makeConsumer(making, team, name);
  const [subscription, key] = await Promise.all([
    subscribe(making, service, id),
    issue(making, id, { type: "api-key" }),
  ]);
  return { id, name, subscription, credential: key.id, key: key.secret("apiKey") };
};
