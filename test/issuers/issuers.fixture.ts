import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { ServerResponse } from "node:http";
import { startServer } from "@latchkey/core/testing/loopback-server";
import { afterAll, beforeAll } from "vitest";
import { type OwnCalled, startCalled } from "../credentials/called.fixture.ts";
import { sendRaw } from "../credentials/send-raw.fixture.ts";
import { byHmac, byRsa, inAnHour, token } from "../credentials/tokens.fixture.ts";
import { freshName } from "../support/making.ts";
import { asPerson, type Send } from "../support/management.ts";

/** Two teams that do not trust each other, with a service that both call. */
export interface World extends OwnCalled {
  victim: Send;
  attacker: Send;
  /** A consumer of a team with an active subscription, made by root. */
  consumerOf(team: string, subscribed?: boolean): Promise<{ id: string; name: string }>;
  /** Issues as the owner of a team. */
  issue(team: string, fields: object): Promise<Issued>;
  call(token: string, headers?: Record<string, string>): Promise<{ status: number; consumer?: string }>;
}

export interface Issued {
  status: number;
  code?: string;
  consumer: { id: string; name: string };
  /** Its path, when it was issued. */
  path: string;
}

export const VICTIM = "victims";
export const ATTACKER = "attackers";

const startWorld = async (environment: Record<string, string> = {}): Promise<World> => {
  const called = await startCalled(environment);
  for (const slug of [VICTIM, ATTACKER]) await called.make.team({ slug, owners: [`owner@${slug}.test`] });
  const victim = await asPerson(called.latchkey, `owner@${VICTIM}.test`);
  const attacker = await asPerson(called.latchkey, `owner@${ATTACKER}.test`);
  const senders: Record<string, Send> = { [VICTIM]: victim, [ATTACKER]: attacker };
  const consumerOf = async (team: string, subscribed = true) => {
    const consumer = await called.make.consumer(team);
    if (subscribed) await called.make.apply(consumer, called.service);
    return consumer;
  };
  return {
    ...called,
    victim,
    attacker,
    consumerOf,
    issue: async (team, fields) => {
      const consumer = await consumerOf(team);
      const send = senders[team] ?? called.root;
      const body = { name: "token", type: "jwt", ...fields };
      const { status, body: answer } = await send("POST", `/v1/consumers/${consumer.id}/credentials`, body);
      const path = `/v1/consumers/${consumer.id}/credentials/${answer.credential?.id}`;
      return { status, code: answer.code, consumer, path };
    },
    call: async (jwt, headers = {}) => {
      const answer = await sendRaw(called.url("/orders"), {
        headers: { Authorization: `Bearer ${jwt}`, ...headers },
      });
      const consumer = answer.json?.headers?.["x-consumer-id"]?.[0];
      return { status: answer.status, ...(consumer ? { consumer } : {}) };
    },
  };
};

/** An issuer with a key of its own, whose keys are published. */
export const anIssuer = async () => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: "jwk" }), kid: "k1", use: "sig" };
  const published = {
    fetches: 0,
    answer: (response: ServerResponse) => response.end(JSON.stringify({ keys: [jwk] })),
  };
  const { server, url, stop } = await startServer((_request, response) => {
    published.fetches += 1;
    published.answer(response);
  });
  server.unref();
  const name = `https://${freshName("idp")}.example/realm`;
  const sign = (claims: object, key: KeyObject = privateKey) =>
    token({ alg: "RS256", kid: "k1" }, { iss: name, exp: inAnHour(), ...claims }, byRsa(key));
  return {
    name,
    path: `/v1/issuers/${encodeURIComponent(name)}`,
    jwk,
    jwksUri: `${url}/jwks`,
    pem: publicKey.export({ format: "pem", type: "spki" }).toString(),
    sign,
    published,
    stop,
  };
};
export type AnIssuer = Awaited<ReturnType<typeof anIssuer>>;

/** A world that starts before the tests of the file and ends after them, and an issuer by turns. */
export const ownWorld = (environment: Record<string, string> = {}) => {
  let world: World;
  let last: AnIssuer | undefined;
  beforeAll(async () => {
    world = await startWorld(environment);
  });
  afterAll(async () => {
    last?.stop();
    await world?.stop();
  });
  const nextIssuer = async () => {
    last?.stop();
    last = await anIssuer();
    return last;
  };
  const issuer = () => {
    if (!last) throw new Error("There has been no issuer yet.");
    return last;
  };
  return { world: () => world, nextIssuer, issuer };
};

export const bySecret = (secret: string, claims: object): string =>
  token({ alg: "HS256" }, { exp: inAnHour(), ...claims }, byHmac(secret));

export const aSecret = (of: string): string => `a-secret-of-thirty-two-characters-of-${of}`;

/** What a credential says that takes the keys which an issuer publishes. */
export const published = ({ name: issuer, jwksUri }: AnIssuer, more: object = {}) => ({
  algorithm: "RS256",
  issuer,
  jwksUri,
  ...more,
});
