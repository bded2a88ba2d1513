import { afterAll, beforeAll } from "vitest";
import { making } from "../support/making.ts";
import { asRoot, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

export let latchkey: RunningLatchkey;
export let root: Send;

/** A consumer with two keys and a subscription. */
export const aCaller = async (service: string, fields: object = {}) => {
  const make = making(root);
  const consumer = await make.consumer("apps");
  const keys = [await make.credential(consumer), await make.credential(consumer, { name: "other" })];
  const subscription = await make.subscription(consumer, service, fields);
  const call = (key = 0, path = "x", init: RequestInit = {}) =>
    fetch(`${latchkey.gateway}/${service}/${path}`, {
      ...init,
      headers: { ...init.headers, "X-API-Key": keys[key].secret.apiKey },
    });
  return { consumer, subscription, keys, call, make };
};

export const statuses = async (calls: Promise<Response>[]) =>
  (await Promise.all(calls)).map(({ status }) => status);

export const of = (status: number, all: number[]) => all.filter((each) => each === status).length;

/** A Latchkey with the demo for the tests of the file. */
export const withLimits = () => {
  beforeAll(async () => {
    latchkey = await startLatchkey({ LATCHKEY_SEED: "demo" });
    root = asRoot(latchkey);
  });
  afterAll(() => latchkey[Symbol.asyncDispose]());
};

/** Starts it again on the same data. */
export const restart = async () => {
  latchkey = await latchkey.restart();
  root = asRoot(latchkey);
};
