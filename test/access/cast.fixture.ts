import { type Making, machineOf, making } from "../support/making.ts";
import { as, asPerson, asRoot, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

export const CALLERS = [
  "anonymous",
  "stranger",
  "viewer",
  "member",
  "owner",
  "machine as reader",
  "machine",
  "machine as owner",
  "admin",
  "root",
] as const;
export type CallerName = (typeof CALLERS)[number];

/** The team `acme` and everybody who looks at it. The stranger owns a team of its own. */
export interface Cast {
  latchkey: Stage;
  callers: Record<CallerName, Send>;
  /** As root. */
  make: Making;
}

let shared: Promise<Cast> | undefined;

/** The cast of this worker: all files that look at access have the same, and a Latchkey beside those of others. */
export const sharedCast = (): Promise<Cast> => {
  shared ??= startCast();
  return shared;
};

const startCast = async (): Promise<Cast> => {
  // A test that tries every action makes many services.
  const latchkey = await sharedLatchkey({ LATCHKEY_SERVICES_PER_TEAM: "1000" });
  const root = asRoot(latchkey);
  const make = making(root);
  await make.team({ slug: "acme", owners: ["owner@acme.test"] });
  await make.team({ slug: "strangers", owners: ["stranger@other.test"] });
  await make.team({ slug: "partners", owners: ["owner@partners.test"] });
  await root("PUT", "/v1/teams/acme/members/member@acme.test", { role: "member" });
  await root("PUT", "/v1/teams/acme/members/viewer@acme.test", { role: "viewer" });
  return {
    latchkey,
    make,
    callers: {
      anonymous: as(latchkey, {}),
      stranger: await asPerson(latchkey, "stranger@other.test"),
      viewer: await asPerson(latchkey, "viewer@acme.test"),
      member: await asPerson(latchkey, "member@acme.test"),
      owner: await asPerson(latchkey, "owner@acme.test"),
      "machine as reader": (await machineOf(latchkey, root, "acme", { keyScopes: ["read"] })).send,
      machine: (await machineOf(latchkey, root, "acme")).send,
      "machine as owner": (await machineOf(latchkey, root, "acme", { scopes: ["owner"] })).send,
      admin: await asPerson(latchkey, "admin@demo.test"),
      root,
    },
  };
};
