import { afterEach, expect } from "vitest";
import { ownLatchkey } from "../support/own-latchkey.ts";
import { type Receiver, startReceiver } from "./receiver.fixture.ts";

/** A Latchkey of the file, and receivers that each end with their test. */
export const ownReceivers = () => {
  const { latchkey, root, make } = ownLatchkey();
  const receivers: Receiver[] = [];
  afterEach(async () => {
    for (const receiver of receivers.splice(0)) await receiver.stop();
  });
  const receiver = async (): Promise<Receiver> => {
    const made = await startReceiver();
    receivers.push(made);
    return made;
  };

  /** A webhook of a team of its own, so that no other test's events come to it. */
  const webhook = async (url: string, events: readonly string[], slug?: string) => {
    const team = slug ?? (await make.team()).slug;
    const created = await root("POST", `/v1/teams/${team}/webhooks`, { url, events });
    expect(created.status).toBe(201);
    const path = `/v1/teams/${team}/webhooks/${created.body.id}`;
    const deliveries = async () => (await root("GET", `${path}/deliveries`)).body.items;
    return { team, path, deliveries, id: created.body.id, secret: created.body.secret as string };
  };

  const moveClock = async (offsetSeconds: number) => {
    const moved = await root("PUT", "/_local/clock", { offsetSeconds });
    expect(moved.status).toBe(200);
  };
  return { latchkey, root, make, receiver, webhook, moveClock };
};
