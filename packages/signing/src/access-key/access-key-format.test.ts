import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  mintAccessKey,
  mintSecretKey,
  parseAccessKey,
  SECRET_KEY_RANDOM_BYTES,
} from "./access-key-format.ts";

const consumerPart = "0aB1cD2eF3gH4iJ5";

describe("an access key", () => {
  it.each([
    "",
    "LK",
    "AKIDEXAMPLE",
    `lk${"0".repeat(22)}`,
    `LK${"0".repeat(21)}`,
    `LK${"0".repeat(23)}`,
    `LK${"0".repeat(21)}\n`,
    `LK${"0".repeat(21)}/`,
  ])("is not ours when it reads %j", (value) => {
    expect(parseAccessKey(value)).toBeUndefined();
  });

  it("tells consumer and look-up part", () => {
    const key = mintAccessKey(consumerPart, "aB3dE6");
    expect(key).toBe("LK0aB1cD2eF3gH4iJ5aB3dE6");
    expect(parseAccessKey(key)).toEqual({ consumerPart, lookup: "aB3dE6" });
  });

  it("is refused for a part in another form", () => {
    expect(() => mintAccessKey("con_", "aB3dE6")).toThrow(RangeError);
    expect(() => mintAccessKey(consumerPart, "aB3dE")).toThrow(RangeError);
  });
});

describe("a secret", () => {
  it("has 40 base62 characters", () => {
    expect(mintSecretKey(randomBytes(SECRET_KEY_RANDOM_BYTES))).toMatch(/^[0-9A-Za-z]{40}$/);
  });
});
