import { describe, expect, it } from "vitest";
import { hasPassed, loopId, withOwnEntry } from "./cdn-loop.ts";

const passed = (...values: string[]) =>
  hasPassed(
    values.map((value) => ["CDN-Loop", value] as const),
    "gateway.test:4001",
  );

const PASSED = {
  alone: "gateway.test:4001",
  "after others": "cloudflare, other.test; v=1, gateway.test:4001",
  "before others": "gateway.test:4001,cloudflare",
  "with parameters": 'gateway.test:4001; hops="2"',
  "in another case": "GATEWAY.test:4001",
  "with blanks": "  gateway.test:4001 ;a=b ",
};

describe("a call that has been through this gateway", () => {
  it.each(Object.entries(PASSED))("is known: %s", (_what, value) => expect(passed(value)).toBe(true));

  it("is known by each of several lines, and other spellings of the header", () => {
    expect(passed("cloudflare", "gateway.test:4001")).toBe(true);
    expect(hasPassed([["CDN_Loop", "gateway.test:4001"]], "gateway.test:4001")).toBe(true);
  });
});

const NOT_PASSED = [
  "",
  "cloudflare",
  "gateway.test",
  "xgateway.test:4001",
  "a; b=gateway.test:4001",
  "gateway.test:4001x",
];

it.each(NOT_PASSED)("a call is not taken for one that came back: %j", (value) =>
  expect(passed(value)).toBe(false),
);

describe("what the upstream is told", () => {
  it("is what the hops before have said, and this gateway at the end", () => {
    const lines = [
      ["cdn-loop", "one; a=b,  two"],
      ["CDN-Loop", "three"],
      ["CDN-Loop", "broken\n"],
    ] as const;
    expect(withOwnEntry(lines, "gateway.test")).toBe("one; a=b, two, three, gateway.test");
    expect(withOwnEntry([], "gateway.test")).toBe("gateway.test");
  });

  it("names the gateway by its host, whatever the path of its address", () => {
    expect(loopId("https://abc.execute-api.eu-central-1.amazonaws.com/dev")).toBe(
      "abc.execute-api.eu-central-1.amazonaws.com",
    );
    expect([loopId("http://127.0.0.1:4001"), loopId("")]).toEqual(["127.0.0.1:4001", "latchkey"]);
  });
});
