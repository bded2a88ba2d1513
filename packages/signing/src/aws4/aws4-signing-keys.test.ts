import { describe, expect, it } from "vitest";
import { header } from "../../test/aws4-requests.ts";
import { now, secretKey } from "../../test/schemes.ts";
import { createAws4SigningKeys, deriveAws4Key } from "./aws4-signing-keys.ts";
import { parseAws4 } from "./parse-aws4.ts";
import { verifyAws4 } from "./verify-aws4.ts";

describe("derived signing keys", () => {
  const key = deriveAws4Key("one", "20231114", "r", "s");
  it("are never another secret's, however the parts are cut", () => {
    const keys = createAws4SigningKeys();
    keys.keep("one", "20231114", "r", "s", key);
    expect(keys.find("one", "20231114", "r", "s")).toBe(key);
    for (const [secret, date, region, service] of [
      ["two", "20231114", "r", "s"],
      ["one\n20231114", "20231114", "r", "s"],
      ["one", "20231115", "r", "s"],
      ["one", "20231114", "s", "r"],
      ["", "20231114", "r", "s"],
    ] as const) {
      expect(keys.find(secret, date, region, service)).toBeUndefined();
    }
  });
  it("are bounded, and the used ones stay", () => {
    const keys = createAws4SigningKeys(10);
    keys.keep("one", "20231114", "r", "s", key);
    for (let other = 0; other < 1_000; other++) {
      keys.keep("x", "20231114", String(other), "s", deriveAws4Key("x", "20231114", String(other), "s"));
      expect(keys.find("one", "20231114", "r", "s")).toBe(key);
    }
    const early = deriveAws4Key("x", "20231114", "0", "s");
    keys.keep("x", "20231114", "0", "s", early);
    for (let other = 1; other < 11; other++) keys.keep("x", "20231114", `n${other}`, "s", key);
    expect(keys.find("x", "20231114", "0", "s")).toBeUndefined();
  });
  it("are kept only once a signature has held", async () => {
    const kept: string[] = [];
    const signingKeys = { ...createAws4SigningKeys(), keep: (secret: string) => void kept.push(secret) };
    const request = await header((value) => value);
    const parsed = parseAws4(request);
    if (parsed?.outcome !== "claimed") throw new Error("not understood");
    verifyAws4({ ...request, method: "PUT" }, parsed.claim, secretKey, now, { signingKeys });
    expect(kept).toEqual([]);
    verifyAws4(request, parsed.claim, secretKey, now, { signingKeys });
    expect(kept).toEqual([secretKey]);
  });
});
