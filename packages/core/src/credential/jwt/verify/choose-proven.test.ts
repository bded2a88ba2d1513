import { describe, expect, it } from "vitest";
import { aJwtCredential } from "../../../testing/credentials.ts";
import { aConsumer, aService, NOW, timeAt } from "../../../testing/records.ts";
import type { JwtCredential } from "../jwt-credential.ts";
import { chooseProven, type ProvenToken } from "./choose-proven.ts";

const proven = (
  consumer: string,
  fit: ProvenToken["fit"],
  more: { team?: string; credential?: Partial<JwtCredential>; status?: "active" | "suspended" } = {},
): ProvenToken => {
  const { team = consumer, credential = {}, status = "active" } = more;
  return {
    fit,
    records: {
      service: aService(),
      subscription: undefined,
      suspendedTeams: new Set(["suspended"]),
      consumer: aConsumer({ id: consumer, team, status }),
      credential: aJwtCredential({ consumerId: consumer, ...credential }),
    },
  };
};
const choice = (...all: ProvenToken[]) => {
  const chosen = chooseProven(all, NOW);
  if (!chosen) return "none";
  return chosen.outcome === "one"
    ? chosen.proven.records.consumer.id
    : chosen.proven.map(({ records }) => records.consumer.id);
};

describe("of all that a token proves", () => {
  const UNUSABLE: [string, ProvenToken][] = [
    ["is disabled", proven("b", "exact", { credential: { status: "disabled" } })],
    ["has expired", proven("b", "exact", { credential: { expiresAt: timeAt(NOW) } })],
    ["is of a suspended consumer", proven("b", "exact", { status: "suspended" })],
    ["is of a suspended team", proven("b", "exact", { team: "suspended" })],
  ];
  it.each(UNUSABLE)(
    "what %s blocks no other candidate, before or behind, of the same team or not",
    (_what, dead) => {
      const own = proven("a", "any");
      const sameTeam = proven("a", "any", { team: dead.records.consumer.team });
      expect([choice(own, dead), choice(dead, own)]).toEqual(["a", "a"]);
      if (!dead.records.suspendedTeams.has(dead.records.consumer.team))
        expect([choice(sameTeam, dead), choice(dead, sameTeam)]).toEqual(["a", "a"]);
      expect(choice(dead)).toBe("b");
    },
  );

  it("the closest of each team counts: its subject, then any, then a token that does not say", () => {
    const [exact, any, without] = [
      proven("a", "exact", { team: "t" }),
      proven("b", "any", { team: "t" }),
      proven("c", "without", { team: "t" }),
    ];
    expect([choice(without, any, exact), choice(any, without), choice(without)]).toEqual(["a", "b", "c"]);
  });

  it("two consumers cannot be told apart, whatever the team of the other calls closest", () => {
    expect(choice(proven("a", "any"), proven("b", "exact"))).toEqual(expect.arrayContaining(["a", "b"]));
    expect(choice(proven("a", "exact", { team: "t" }), proven("b", "exact", { team: "t" }))).toHaveLength(2);
    expect(choice(proven("a", "exact"), proven("b", "any"), proven("c", "any"))).toHaveLength(3);
  });

  it("two credentials of one consumer are one consumer", () => {
    expect(choice(proven("a", "exact"), proven("a", "exact"))).toBe("a");
  });

  it("chooses none where none is proven", () => {
    expect(choice()).toBe("none");
  });
});
