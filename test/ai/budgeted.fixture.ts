import type { Making } from "../support/making.ts";

interface Budgeted {
  /** Of the model. */
  url: string;
  /** Dollars for a million tokens that go in, and 2000 for those that come out. */
  inputUsd: number;
  /** Of a month. */
  usd: number;
}

/** A consumer with a budget of a month and a key, subscribed to a model at an address. */
export const makeBudgeted = async (make: Making, { url, inputUsd, usd }: Budgeted) => {
  const [callers, providers] = [await make.team(), await make.team()];
  const { slug } = await make.service(providers.slug, {
    ...{ kind: "ai", approval: "auto", upstream: { url } },
    models: [{ match: "*", inputUsd, outputUsd: 2000 }],
  });
  const consumer = await make.consumer(callers.slug);
  await make.plugin(consumer, "budget", { usd, period: "month" });
  const { secret } = await make.credential(consumer);
  await make.apply(consumer, slug);
  return { slug, consumer, secret };
};
