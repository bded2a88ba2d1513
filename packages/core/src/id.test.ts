import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { base62, newConsumerId, newId } from "./id.ts";
import { NOW } from "./testing/records.ts";

const random = (length: number) => randomBytes(length);
const moments = fc.integer({ min: 0, max: Date.parse("2100-01-01T00:00:00Z") });

describe("an id", () => {
  it("is its prefix and a ULID", () => {
    expect(newId("svc", NOW, random)).toMatch(/^svc_[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  });

  it("of a consumer has 16 base62 characters, which fit into a minted key", () => {
    fc.assert(
      fc.property(moments, (at) => {
        expect(newConsumerId(at, random)).toMatch(/^con_[0-9A-Za-z]{16}$/);
      }),
    );
  });

  it("sorts by the time of its making, whatever the chance", () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(moments, moments, bytes, bytes, (one, other, a, b) => {
        fc.pre(one < other);
        expect(newId("sub", one, () => a) < newId("sub", other, () => b)).toBe(true);
        const [first, second] = [
          newConsumerId(one, () => a.subarray(0, 7)),
          newConsumerId(other, () => b.subarray(0, 7)),
        ];
        expect(first < second).toBe(true);
      }),
    );
  });

  it("is never the same twice in one millisecond", () => {
    const made = new Set(Array.from({ length: 10_000 }, () => newConsumerId(NOW, random)));
    expect(made.size).toBe(10_000);
  });

  it("uses every bit of chance that it is given", () => {
    const low = newId("crd", NOW, () => new Uint8Array(10));
    const high = newId("crd", NOW, () => new Uint8Array(10).fill(255));
    expect(low).toMatch(/0{16}$/);
    expect(high).toMatch(/Z{16}$/);
  });
});

it("a public look-up part is as long as asked and follows from its bytes alone", () => {
  const bytes = randomBytes(8);
  expect(base62(bytes, 6)).toMatch(/^[0-9A-Za-z]{6}$/);
  expect(base62(bytes, 6)).toBe(base62(bytes, 6));
});
