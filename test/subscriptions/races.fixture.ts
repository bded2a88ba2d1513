import { inFull } from "@latchkey/core/testing/in-full";
import { expect } from "vitest";
import type { Making } from "../support/making.ts";
import { eventually, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { inbox, linkIn } from "./life.fixture.ts";

/** At least the sixteen moments by which one request of a race is late (`races.test.ts`). */
export const TIMES = inFull ? 100 : 10;
export const ANN = "ann@providers.test";
export const BOB = "bob@providers.test";

export interface Applied {
  consumer: { id: string; name: string };
  id: string;
}

interface Applying {
  make: Making;
  /** Of the consumers. */
  team: string;
  send: Send;
  /** The slug. */
  service: string;
}

/** So many consumers that have applied for a service. */
export const manyApplied = async ({ make, team, send, service }: Applying): Promise<Applied[]> => {
  const applied: Applied[] = [];
  for (let index = 0; index < TIMES; index += 1) {
    const consumer = await make.consumer(team);
    const answer = await send("POST", `/v1/consumers/${consumer.id}/subscriptions`, { service });
    expect(answer.status).toBe(201);
    applied.push({ consumer, id: answer.body.id });
  }
  return applied;
};

/** So many times, ten at one time: more would only prove how much this machine can bear. */
export const times = async <T>(one: (index: number) => Promise<T>): Promise<T[]> => {
  const answers: T[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < TIMES; index = next++) answers[index] = await one(index);
  };
  await Promise.all(Array.from({ length: 10 }, worker));
  return answers;
};

/** Each approver's own link to each application. */
export const linksOf = async (
  latchkey: Stage,
  applied: readonly Applied[],
): Promise<Map<string, { ann: string; bob: string }>> => {
  const names = new Set(applied.map(({ consumer }) => consumer.name));
  const nameIn = (subject: string) => /^Please decide: (\S+) /.exec(subject)?.[1] ?? "";
  const mails = await eventually(
    async () => (await inbox(latchkey)).filter(({ subject }) => names.has(nameIn(subject))),
    (found) => found.length === 2 * applied.length,
  );
  const linkTo = (name: string, to: string) => {
    const mail = mails.find((each) => each.to === to && nameIn(each.subject) === name);
    if (!mail) throw new Error(`${to} has no mail about ${name}.`);
    return linkIn(mail);
  };
  return new Map(
    applied.map(({ id, consumer }) => [
      id,
      { ann: linkTo(consumer.name, ANN), bob: linkTo(consumer.name, BOB) },
    ]),
  );
};

/** Up to 60 ms late, each time otherwise: what has less to read before it writes would always win. */
export const afterMoment = async <T>(index: number, run: () => Promise<T>): Promise<T> => {
  await new Promise((resolve) => setTimeout(resolve, 4 * (index % 16)));
  return run();
};
