import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type PolledTable, startPolledTable } from "./polled-table.fixture.ts";

let polled: PolledTable;
let put: PolledTable["put"];
let poll: PolledTable["poll"];
beforeEach(async () => {
  polled = await startPolledTable();
  ({ poll, put } = polled);
});
afterEach(() => polled.stop());

describe("a poller that is told of writes", () => {
  it("reads after each, however long it would rest otherwise", async () => {
    let told = () => {};
    const { seen } = poll({
      idlePollEveryMs: 2 ** 31 - 1,
      onWrite: (listener) => {
        told = listener;
        return () => {};
      },
    });
    for (const event of ["one", "two", "three"]) {
      await put(event);
      told();
      await expect.poll(() => seen).toContain(event);
    }
  });

  it("sees what other processes write, too", async () => {
    const { seen } = poll({ onWrite: () => () => {} });
    await put("one");
    await expect.poll(() => seen).toEqual(["one"]);
    await put("two");
    await expect.poll(() => seen).toEqual(["one", "two"]);
  });
});
