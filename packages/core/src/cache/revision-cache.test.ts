import { describe, expect, it } from "vitest";
import { RevisionCache } from "./revision-cache.ts";

describe("what was made of a credential", () => {
  it("is gone with the credential's next revision, and with an older one that a reader still has", () => {
    const cache = new RevisionCache<string>(2);
    cache.keep({ id: "one", revision: 2 }, "made");
    expect(cache.get({ id: "one", revision: 3 })).toBeUndefined();
    expect(cache.get({ id: "one", revision: 1 })).toBeUndefined();
    expect(cache.get({ id: "one", revision: 2 })).toBe("made");
  });

  it("is kept for so many credentials, the one that was made first going first", () => {
    const cache = new RevisionCache<string>(2);
    for (const id of ["one", "two", "one", "three"]) cache.keep({ id, revision: 1 }, id);
    expect(["one", "two", "three"].map((id) => cache.get({ id, revision: 1 }))).toEqual([
      "one",
      undefined,
      "three",
    ]);
  });

  it("is handed back by what keeps it", () => {
    expect(new RevisionCache<string>(1).keep({ id: "one", revision: 1 }, "made")).toBe("made");
  });
});
