import { describe, expect, it } from "vitest";
import { warmUp } from "./warm-up.ts";

describe("What a Lambda begins while it loads", () => {
  it("begins at once and side by side, and loading waits for it", async () => {
    const begun: string[] = [];
    const gate = Promise.withResolvers<void>();
    const step = (name: string) => async () => {
      begun.push(name);
      await gate.promise;
      begun.push(`${name} done`);
    };
    const loading = warmUp([step("keys"), step("table")]);
    expect(begun).toEqual(["keys", "table"]);
    gate.resolve();
    await loading;
    expect(begun).toEqual(["keys", "table", "keys done", "table done"]);
  });

  it("decides nothing when it fails, and holds nothing up when it never ends", async () => {
    const rejects = async () => {
      throw new Error("down");
    };
    const throws = () => {
      throw new Error("not even begun");
    };
    await expect(warmUp([rejects, throws])).resolves.toBeUndefined();
    await expect(warmUp([() => new Promise(() => undefined)], 1)).resolves.toBeUndefined();
  });
});
