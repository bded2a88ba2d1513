import { describe, expect, it } from "vitest";
import { emptyUpstreamKey, keyDrafts, keysText, storedKeys, upstreamKeysOf } from "./upstream-keys.ts";

const upstream = {
  url: "https://models.example",
  timeoutSeconds: 30,
  headerNames: [],
  keys: [
    { name: "first", weight: 2, headerNames: ["x-api-key"] },
    { name: "second", weight: 1, headerNames: ["x-own"] },
  ],
};

describe("the keys of an upstream in the form", () => {
  it("show where each is sent, never what it is", () =>
    expect(keyDrafts(storedKeys(upstream))).toEqual([
      { key: "first", name: "first", weight: "2", sentIn: "x-api-key", secret: "", stored: "x-api-key" },
      { key: "second", name: "second", weight: "1", sentIn: "authorization", secret: "", stored: "x-own" },
    ]));

  it("keep their values where none is typed", () => {
    const changed = keyDrafts(storedKeys(upstream)).map((draft) =>
      draft.name === "first" ? { ...draft, weight: "5" } : { ...draft, secret: " sk-2 " },
    );
    expect(upstreamKeysOf(keysText(changed))).toEqual([
      { name: "first", weight: 5 },
      { name: "second", weight: 1, headers: { Authorization: "Bearer sk-2" } },
    ]);
  });

  it("begin with a weight of 1, and are removed together with null", () => {
    const added = { ...emptyUpstreamKey("k"), name: "new", sentIn: "api-key" as const, secret: "a" };
    expect(upstreamKeysOf(keysText([added]))).toEqual([
      { name: "new", weight: 1, headers: { "api-key": "a" } },
    ]);
    expect(upstreamKeysOf(storedKeys({ ...upstream, keys: [] }))).toBeNull();
    expect(storedKeys({ ...upstream, keys: [] })).toBe("[]");
  });
});
