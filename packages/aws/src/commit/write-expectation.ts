import type { PlatformWrite } from "@latchkey/core/platform/records";
import { unless } from "../dynamo/condition.ts";
import { type ItemWrite, update } from "../dynamo/item-write.ts";
import { consumerKey, currentSubscriptionKey, serviceKey, teamKey } from "../dynamo/keys.ts";
import { raced } from "./write-record.ts";

/* What a change expects of items that it does not change otherwise. */

type Expectation<Kind extends PlatformWrite["write"]> = (
  write: Extract<PlatformWrite, { write: Kind }>,
  index: number,
) => ItemWrite;

/** It counts nothing, so that it may go with a count on the same service (`mergeWrites`). */
export const expectServiceWrite: Expectation<"expect-service"> = ({ slug, revision }, index) =>
  update(serviceKey(slug), {
    add: { living: 0 },
    conditions: [unless(index, { is: "equal", attribute: "revision", value: revision }, raced())],
  });

export const expectTeamWrite: Expectation<"expect-team"> = ({ slug, revision }, index) =>
  update(teamKey(slug), {
    add: { consumers: 0 },
    conditions: [
      unless(index, { is: "stored" }, raced()),
      unless(index, { is: "equal", attribute: "revision", value: revision }, raced()),
    ],
  });

export const expectConsumerWrite: Expectation<"expect-consumer"> = ({ id, ...expected }, index) =>
  update(consumerKey(id), {
    add: { living: 0 },
    conditions: [
      unless(index, { is: "open" }, raced()),
      ...(["revision", "credentials"] as const).flatMap((attribute) => {
        const value = expected[attribute];
        return value === undefined ? [] : [unless(index, { is: "equal", attribute, value }, raced())];
      }),
    ],
  });

export const expectNoSubscriptionWrite: Expectation<"expect-no-subscription"> = (
  { consumer, service, otherwise },
  index,
) => ({
  do: "check",
  key: currentSubscriptionKey(consumer, service),
  conditions: [unless(index, { is: "ended" }, otherwise)],
});
