import { describe, expect, it } from "vitest";
import { NOW, timeAt } from "../../testing/records.ts";
import { livingSecrets, rotatedSecrets } from "./secret.ts";

interface Secret {
  name: string;
  validUntil?: string;
}

const end = timeAt(NOW);

describe("a former secret", () => {
  const secrets = [{ name: "current" }, { name: "former", validUntil: end }];
  it("works until its overlap is over, and not in that millisecond", () => {
    expect(livingSecrets(secrets, NOW - 1).map(({ name }) => name)).toEqual(["current", "former"]);
    expect(livingSecrets(secrets, NOW).map(({ name }) => name)).toEqual(["current"]);
  });
});

describe("after a rotation", () => {
  const made: Secret = { name: "made" };
  it("there are two: the new one without an end, and the current one with one", () => {
    expect(rotatedSecrets<Secret>([{ name: "current" }], made, end)).toEqual([
      { name: "made" },
      { name: "current", validUntil: end },
    ]);
  });

  it("one that was still in an overlap is gone: there are never more than two", () => {
    const secrets: Secret[] = [{ name: "current" }, { name: "former", validUntil: timeAt(NOW + 1000) }];
    expect(rotatedSecrets(secrets, made, end).map(({ name }) => name)).toEqual(["made", "current"]);
  });
});
