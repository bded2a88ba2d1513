import { beforeAll } from "vitest";
import { freshName, type Making, making } from "../support/making.ts";
import { asPerson, asRoot, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

/** Two teams with an owner each, a member of the second, a provider, and a person of none of them. */
export interface Teams {
  latchkey: Stage;
  root: Send;
  make: Making;
  from: string;
  to: string;
  provider: string;
  giver: Send;
  taker: Send;
  member: Send;
  stranger: Send;
  addresses: Readonly<Record<"giver" | "taker" | "provider", string>>;
}

export const twoTeams = (environment: Record<string, string> = {}): (() => Teams) => {
  let teams: Teams;
  beforeAll(async () => {
    const latchkey = await sharedLatchkey(environment);
    const root = asRoot(latchkey);
    const make = making(root);
    const [from, to, provider] = [freshName("giving"), freshName("taking"), freshName("providing")];
    const at = (who: string) => `${who}@${from}.test`;
    const addresses = { giver: at("giver"), taker: at("taker"), provider: at("provider") };
    await make.team({ slug: from, owners: [addresses.giver] });
    await make.team({ slug: to, owners: [addresses.taker] });
    await make.team({ slug: provider, owners: [addresses.provider] });
    await root("PUT", `/v1/teams/${to}/members/${at("member")}`, { role: "member" });
    const [giver, taker, member, stranger] = await Promise.all(
      [addresses.giver, addresses.taker, at("member"), at("stranger")].map((who) => asPerson(latchkey, who)),
    );
    if (!giver || !taker || !member || !stranger) throw new Error("Four people sign in.");
    teams = { latchkey, root, make, from, to, provider, giver, taker, member, stranger, addresses };
  });
  return () => teams;
};

interface Offerable {
  id: string;
  name: string;
}

export const offer = ({ to, giver }: Teams, { id, name }: Offerable, team = to) =>
  giver("POST", `/v1/consumers/${id}/transfer`, { team, confirm: name });

export const answer = ({ to, taker }: Teams, { id }: Offerable, decision: "accept" | "decline", by = taker) =>
  by("POST", `/v1/teams/${to}/transfers/${id}/${decision}`);
