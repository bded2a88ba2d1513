import { parseApiKey } from "@latchkey/signing/api-key/api-key-format";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../key-ring/pepper.ts";
import { CONSUMER, MINT_WORK } from "../mint-work.fixture.ts";
import { lookupOf } from "../part/credential-place.ts";
import { NewApiKey } from "./api-key-input.ts";
import { mintApiKeyCredential } from "./mint-api-key.ts";

const mint = (given: object) =>
  mintApiKeyCredential(
    MINT_WORK,
    { consumerId: CONSUMER, id: "crd_1" },
    NewApiKey.parse({ type: "api-key", name: "key", ...given }),
  );
const minted = async () => (await mint({})).secret["apiKey"] ?? "";

describe("an imported key is refused", () => {
  it.each<[string, () => Promise<object> | object, string]>([
    [
      "beside its own SHA-256",
      () => ({ apiKey: "x".repeat(20), apiKeySha256: "0".repeat(64) }),
      "/apiKeySha256",
    ],
    ["that is too short", () => ({ apiKey: "x".repeat(15) }), "/apiKey"],
    ["that cannot stand in a header", () => ({ apiKey: `${"x".repeat(20)}é` }), "/apiKey"],
    ["in the form of a minted one", async () => ({ apiKey: await minted() }), "/apiKey"],
  ])("%s", async (_what, given, pointer) => {
    await expect(mint(await given())).rejects.toMatchObject({ extra: { errors: [{ pointer }] } });
  });
});

describe("a key", () => {
  it("that is minted leads to its credential by itself", async () => {
    const { secret, pointers } = await mint({});
    expect(parseApiKey(secret["apiKey"] ?? "")).toMatchObject({
      outcome: "minted",
      consumerPart: CONSUMER.slice(4),
      lookup: lookupOf("crd_1"),
    });
    expect(pointers).toEqual([]);
  });

  it("begins with the stage's prefix, and its hint tells all that is public of it", async () => {
    const stage = { ...MINT_WORK.stage, keyPrefix: "acme" };
    const { fields, secret } = await mintApiKeyCredential(
      { ...MINT_WORK, stage },
      { consumerId: CONSUMER, id: "crd_1" },
      NewApiKey.parse({ type: "api-key", name: "key" }),
    );
    const told = `acme_${CONSUMER.slice(4)}_${lookupOf("crd_1")}`;
    expect([fields.hint, secret["apiKey"]?.slice(0, told.length)]).toEqual([told, told]);
  });

  it("that is imported is found by its HMAC, whether it or its SHA-256 was given", async () => {
    const apiKey = "a-key-of-another-product";
    const whole = await mint({ apiKey });
    const hashed = await mint({ apiKeySha256: sha256(apiKey).toString("hex") });
    expect(whole.pointers).toHaveLength(1);
    expect(hashed.pointers).toEqual(whole.pointers);
    expect([whole.fields.hint, hashed.fields.hint]).toEqual(["a-ke", ""]);
    expect([whole.secret, hashed.secret]).toEqual([{ apiKey }, {}]);
  });
});
