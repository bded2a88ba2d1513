import { parseAccessKey } from "@latchkey/signing/access-key/access-key-format";
import { describe, expect, it } from "vitest";
import { unseal } from "../../key-ring/seal.ts";
import { CONSUMER, MINT_WORK } from "../mint-work.fixture.ts";
import { lookupOf } from "../part/credential-place.ts";
import { accessKeyPointer } from "./access-key-pointer.ts";
import { NewAksk } from "./aksk-input.ts";
import { mintAksk } from "./mint-aksk.ts";

const mint = (given: object = {}) =>
  mintAksk(
    MINT_WORK,
    { consumerId: CONSUMER, id: "crd_1" },
    NewAksk.parse({ type: "aksk", name: "pair", ...given }),
  );

describe("a key pair", () => {
  it("with a given access key in the form of a minted one is refused", async () => {
    const { secret } = await mint();
    await expect(mint({ accessKey: secret["accessKey"] })).rejects.toMatchObject({ code: "invalid-input" });
  });

  it("that is minted leads to its credential by its access key", async () => {
    const { secret, pointers, fields } = await mint();
    expect(parseAccessKey(secret["accessKey"] ?? "")).toMatchObject({
      consumerPart: CONSUMER.slice(4),
      lookup: lookupOf("crd_1"),
    });
    expect([pointers, fields.imported]).toEqual([[], false]);
  });

  it("that is imported is found by its access key's name", async () => {
    const { pointers, fields } = await mint({ accessKey: "AK-of-old", secretKey: "s".repeat(32) });
    expect([pointers, fields.imported]).toEqual([[accessKeyPointer("AK-of-old")], true]);
  });

  it("seals its secret key for its own credential alone", async () => {
    const { fields } = await mint({ secretKey: "s".repeat(32) });
    const ring = await MINT_WORK.keys.ring();
    const sealed = fields.secrets[0]?.sealed ?? "";
    expect(unseal(ring, sealed, "crd_1")).toBe("s".repeat(32));
    expect(unseal(ring, sealed, "crd_2")).toBeUndefined();
  });
});
