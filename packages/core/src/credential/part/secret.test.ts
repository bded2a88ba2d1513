import { describe, expect, it } from "vitest";
import { NOW, timeAt } from "../../testing/records.ts";
import { type LastUses, livingSecrets, rotatedSecrets, type UseMark, withUses } from "./secret.ts";

interface Secret {
  name: string;
  validUntil?: string;
  createdAt?: string;
  mark?: UseMark;
}

const end = timeAt(NOW);
const start = timeAt(NOW - 1000);
const overlap = { from: start, until: end };

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
    expect(rotatedSecrets<Secret>([{ name: "current" }], made, overlap)).toEqual([
      { name: "made", createdAt: start, mark: "a" },
      { name: "current", validUntil: end },
    ]);
  });

  it("one that was still in an overlap is gone: there are never more than two", () => {
    const secrets: Secret[] = [{ name: "current" }, { name: "former", validUntil: timeAt(NOW + 1000) }];
    expect(rotatedSecrets(secrets, made, overlap).map(({ name }) => name)).toEqual(["made", "current"]);
  });

  it("the new one has the mark that the former one has not", () => {
    const once = rotatedSecrets<Secret>([{ name: "first" }], made, overlap);
    const twice = rotatedSecrets(once, made, overlap);
    expect(twice.map(({ mark }) => mark)).toEqual(["b", "a"]);
    expect(rotatedSecrets(twice, made, overlap).map(({ mark }) => mark)).toEqual(["a", "b"]);
  });
});

describe("the last use of each secret", () => {
  const [before, after] = [timeAt(NOW - 2000), timeAt(NOW + 1)];
  const at = (secrets: Secret[], uses: LastUses, unmarked?: UseMark) =>
    withUses(secrets, uses, unmarked).map(({ lastUsedAt }) => lastUsedAt);
  const first: Secret = { name: "first" };
  const a: Secret = { name: "a", mark: "a", createdAt: start };
  const b: Secret = { name: "b", mark: "b", createdAt: start };

  it.each<[string, Secret[], LastUses, (string | undefined)[], UseMark?]>([
    ["of the only one is the credential's", [first], { at: before }, [before]],
    ["of two is told apart by the marks", [a, first], { at: before, a: after }, [after, before]],
    ["is not known of a new one that is not used yet", [a, first], { at: before }, [undefined, before]],
    ["was not a new one's before it was made", [a, b], { a: before, b: after }, [undefined, after]],
    ["in the moment in which it was made is its own", [b, first], { b: start }, [start, undefined]],
    ["is nothing where nothing is kept", [a, first], {}, [undefined, undefined]],
    [
      "cannot be told of two that were rotated before marks",
      [first, first],
      { at: after },
      [undefined, undefined],
    ],
    ["of a client's is its tokens' of no secret", [first], { at: after }, [undefined], "b"],
    [
      "of a client's is that of its own mark",
      [a, first],
      { at: after, a: after, b: before },
      [after, before],
      "b",
    ],
  ])("%s", (_, secrets, uses, expected, unmarked) => {
    expect(at(secrets, uses, unmarked)).toEqual(expected);
  });
});
