import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { type Making, making } from "../support/making.ts";
import { asRoot, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

/** A running Latchkey with one of everything, to aim at. */
export interface Target {
  latchkey: RunningLatchkey;
  root: Send;
  make: Making;
  consumer: { id: string; name: string };
  service: { id: string; slug: string };
  /** Everything that the platform's admin can list, as text. */
  everything(): Promise<string>;
  stop(): Promise<void>;
}

const startTarget = async (): Promise<Target> => {
  const latchkey = await startLatchkey();
  const root = asRoot(latchkey);
  const make = making(root);
  await make.team({ slug: "acme", owners: ["owner@acme.test"] });
  const service = await make.service("acme", { plans: [{ name: "free" }] });
  const consumer = await make.consumer("acme");
  await make.credential(consumer);
  await make.apply(consumer, service.slug);
  const everything = async () => {
    const lists = ["/v1/teams", "/v1/teams/acme", "/v1/services", "/v1/consumers"].concat(
      ["", "/credentials", "/subscriptions"].map((part) => `/v1/consumers/${consumer.id}${part}`),
    );
    const answers = await Promise.all(lists.map((path) => root("GET", path)));
    expect(answers.map(({ status }) => status)).toEqual(lists.map(() => 200));
    return JSON.stringify(answers.map(({ body }) => body));
  };
  return { latchkey, root, make, consumer, service, everything, stop: () => latchkey[Symbol.asyncDispose]() };
};

/** A target that starts before the tests of the file and ends after them; none of them may make it print a fault. */
export const ownTarget = () => {
  let target: Target;
  beforeAll(async () => {
    target = await startTarget();
  });
  afterAll(() => target.stop());
  afterEach(() => {
    expect(target.latchkey.output()).not.toMatch(/internal-error|the adapter failed/);
  });
  return () => target;
};

/** The same, where each test leaves everything as it was, or as it is when it says so. */
export const ownUntouchedTarget = () => {
  const target = ownTarget();
  let before: string;
  const look = async () => {
    before = await target().everything();
  };
  beforeEach(look);
  afterEach(async () => {
    expect(await target().everything()).toBe(before);
  });
  return { target, look };
};
