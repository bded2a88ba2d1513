import { currentSubscriptionKey, outboxKey, teamKey } from "@latchkey/aws/dynamo/keys";
import { describe, expect, it } from "vitest";
import { OUTBOX_FILTER } from "./outbox-filter.ts";

/** What Lambda does with this filter, for the two operators that it uses. */
const passes = (eventName: string, pk: string): boolean =>
  OUTBOX_FILTER.eventName.some((name) => name === eventName) &&
  OUTBOX_FILTER.dynamodb.Keys.pk.S.some(({ prefix }) => pk.startsWith(prefix));

describe("The relay's filter", () => {
  it("lets new outbox items through, whatever their shard", () => {
    for (const id of ["evt_1", "evt_2", "evt_3", "evt_4"])
      expect(passes("INSERT", outboxKey(id).pk)).toBe(true);
  });

  it("keeps back their removal, and every other item", () => {
    expect(passes("REMOVE", outboxKey("evt_1").pk)).toBe(false);
    expect(passes("INSERT", teamKey("outbox").pk)).toBe(false);
    expect(passes("MODIFY", currentSubscriptionKey("con_1", "echo").pk)).toBe(false);
  });
});
