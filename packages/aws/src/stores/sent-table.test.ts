import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { sentKey } from "../dynamo/mail-keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { sentTable } from "./sent-table.ts";

const store = testStore(testClient);

describe("A notification", () => {
  it("counts as sent from its mark on, and only itself", async () => {
    const sent = sentTable(store(), () => NOW);
    expect(await sent.standing("evt_1 ana@example.com")).toBe("new");
    await sent.markSent("evt_1 ana@example.com");
    expect(await sent.standing("evt_1 ana@example.com")).toBe("done");
    expect(await sent.standing("evt_1 bob@example.com")).toBe("new");
  });

  it("keeps its first mark, for thirty days", async () => {
    await sentTable(store(), () => NOW).markSent("twice");
    await sentTable(store(), () => NOW + 86_400_000).markSent("twice");
    expect(await store().item(sentKey("twice"))).toMatchObject({ ttl: NOW / 1000 + 30 * 86_400 });
  });
});
