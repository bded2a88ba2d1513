import { describe, expect, it } from "vitest";
import { aRing, aService, countingBytes, keysOf } from "../testing/records.ts";
import { openHeaders, refuseSignedHeaders, sealHeaders, withHeaders } from "./upstream-headers.ts";

const ring = aRing("d1");
const work = { keys: keysOf(ring), random: countingBytes };
const withSealed = (sealedHeaders: Record<string, string>, id = "svc_1") =>
  aService({ id, upstream: { url: "https://example.com", timeoutSeconds: 30, sealedHeaders } });

describe("headers of an upstream", () => {
  it("are stored sealed, by their names in small letters, and opened for their own service alone", async () => {
    const sealed = await sealHeaders(work, "svc_1", { "X-Api-Key": "secret" });
    expect(Object.keys(sealed)).toEqual(["x-api-key"]);
    expect(JSON.stringify(sealed)).not.toContain("secret");
    expect(openHeaders(ring, "svc_1", sealed)).toEqual({ "x-api-key": "secret" });
    expect(openHeaders(ring, "svc_2", sealed)).toBeUndefined();
    expect(openHeaders(aRing("d2"), "svc_1", sealed)).toBeUndefined();
  });

  it("ask for no key where there are none", async () => {
    const keys = {
      ring: () => Promise.reject(new Error("asked")),
      refresh: () => Promise.reject(new Error("asked")),
    };
    expect(await sealHeaders({ ...work, keys }, "svc_1", {})).toEqual({});
  });

  it("are set one by one: others stay, null takes one away, whatever its casing", async () => {
    const kept = await sealHeaders(work, "svc_1", { a: "1", b: "2", c: "3" });
    const set = await withHeaders(work, withSealed(kept), { B: "4", C: null, d: "5" });
    expect(openHeaders(ring, "svc_1", set)).toEqual({ a: "1", b: "4", d: "5" });
    expect(set["a"]).toBe(kept["a"]);
  });

  it("are at most 32 in all", async () => {
    const many = Object.fromEntries(Array.from({ length: 32 }, (_, at) => [`x-${at}`, "v"]));
    const service = withSealed(await sealHeaders(work, "svc_1", many));
    await expect(withHeaders(work, service, { "x-more": "v" })).rejects.toMatchObject({
      code: "invalid-input",
    });
    expect(Object.keys(await withHeaders(work, service, { "x-more": "v", "x-0": null }))).toHaveLength(32);
  });

  it("hold none that the signature of a call sets, where calls are signed", () => {
    const auth = { iam: { service: "lambda", region: "eu-central-1" } } as const;
    for (const name of ["Authorization", "X-Amz-Date"])
      expect(() => refuseSignedHeaders(auth, ["x-own", name])).toThrow(
        expect.objectContaining({
          extra: { errors: [expect.objectContaining({ pointer: `/upstream/headers/${name}` })] },
        }),
      );
    expect(() => refuseSignedHeaders(undefined, ["Authorization"])).not.toThrow();
  });
});
