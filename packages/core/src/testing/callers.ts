import type { Machine, Person } from "../access/caller.ts";

const SOURCE_IP = "192.0.2.1";

/** Somebody who signed in. `id` is the address. */
export const aPerson = (email: string, admin = false): Person => ({
  kind: "person",
  id: email,
  email,
  admin,
  sourceIp: SOURCE_IP,
});

export const aMachine = (team: string, fields: Partial<Machine> = {}): Machine => ({
  kind: "machine",
  consumerId: "con_1",
  credentialId: "crd_1",
  team,
  role: "member",
  admin: false,
  bounds: {},
  sourceIp: SOURCE_IP,
  ...fields,
});
