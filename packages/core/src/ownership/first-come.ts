import { Refusal, type RefusalCode } from "../refusal.ts";

/** A name that belongs to its first holder. */
interface FirstCome {
  /** Among whom it can be had once. */
  among: "all teams" | "one team";
  /** Who has it. */
  heldBy: "team" | "service" | "consumer" | "credential";
  /** Until when it is had. */
  until: "for ever" | "its holder is removed" | "it is deleted, and nothing names it";
  /** Who may let others use it. */
  sharedBy?: "owners of the team that has it";
  code: Extract<RefusalCode, "name-taken" | "credential-taken" | "issuer-taken">;
  /** The answer to every later claim. It never says who the holder is. */
  detail: string;
}

const CREDENTIAL = {
  among: "all teams",
  heldBy: "credential",
  until: "its holder is removed",
  code: "credential-taken",
  detail: "Another credential has this value already.",
} as const satisfies FirstCome;

/** Everything that is first come; docs/ownership.md has a row for each. */
export const FIRST_COME = {
  "team-slug": {
    among: "all teams",
    heldBy: "team",
    until: "for ever",
    code: "name-taken",
    detail: "This slug is taken, or was once given to another team.",
  },
  "service-slug": {
    among: "all teams",
    heldBy: "service",
    until: "for ever",
    code: "name-taken",
    detail: "This slug is taken, or was once given to another service.",
  },
  "consumer-name": {
    among: "one team",
    heldBy: "consumer",
    until: "for ever",
    code: "name-taken",
    detail: "This name is taken, or was once given in this team.",
  },
  "user-name": CREDENTIAL,
  "access-key": CREDENTIAL,
  "imported-key": CREDENTIAL,
  "token-identity": { ...CREDENTIAL, among: "one team" },
  issuer: {
    among: "all teams",
    heldBy: "team",
    until: "it is deleted, and nothing names it",
    sharedBy: "owners of the team that has it",
    code: "issuer-taken",
    detail: "Another team has this issuer. Its owners can let your team in.",
  },
} as const satisfies Record<string, FirstCome>;
export type FirstComeKind = keyof typeof FIRST_COME;

/** The answer to every later claim. */
export const taken = (kind: FirstComeKind): Refusal => {
  const { code, detail } = FIRST_COME[kind];
  return new Refusal(code, detail);
};
