import { describe, expect, it } from "vitest";
import type { IdentityHolder } from "../../../call-records/call-records.ts";
import { candidatesOf } from "./jwt-candidates.ts";

const holder = (team: string | undefined, credentialId: string): IdentityHolder => ({
  consumerId: `con_${credentialId}`,
  credentialId,
  lookup: "lookup",
  ...(team === undefined ? {} : { team }),
});
const ids = (names: Record<string, IdentityHolder[]>, owner?: { team: string; teams: string[] }) =>
  candidatesOf(Object.keys(names), { holders: new Map(Object.entries(names)) }, owner).map(
    ({ credentialId }) => credentialId,
  );

describe("the candidates of a token", () => {
  it("are those of the closest name first, each once", () => {
    const exact = holder("a", "crd_2");
    expect(ids({ exact: [exact], any: [holder("a", "crd_1"), exact] })).toEqual(["crd_2", "crd_1"]);
  });

  it("have every team's first before any team's second, the oldest team first", () => {
    const junk = (n: number) => holder("junk", `crd_3${n}`);
    const names = {
      exact: [junk(0), holder("late", "crd_9")],
      azp: [junk(1)],
      any: [junk(2), holder("own", "crd_1")],
    };
    expect(ids(names)).toEqual(["crd_1", "crd_30", "crd_9", "crd_31", "crd_32"]);
  });

  it("are bounded: teams that came later are not looked at where many were before", () => {
    const many = Array.from({ length: 40 }, (_, n) => holder(`t${n}`, `crd_${100 + n}`));
    const found = ids({ exact: many, any: [holder("own", "crd_001")] });
    expect(found).toHaveLength(16);
    expect(found[0]).toBe("crd_001");
  });

  it("of an issuer with public keys are those of its teams, even if another team has the identity", () => {
    const strangers = Array.from({ length: 40 }, (_, n) => holder(`t${n}`, `crd_0${100 + n}`));
    const names = { exact: strangers, any: [holder("own", "crd_8"), holder("let-in", "crd_9")] };
    expect(ids(names, { team: "own", teams: ["let-in"] })).toEqual(["crd_8", "crd_9"]);
  });

  it("may be of a table that does not tell teams yet", () => {
    expect(ids({ exact: [holder(undefined, "crd_1")] }, { team: "own", teams: [] })).toEqual(["crd_1"]);
  });
});
