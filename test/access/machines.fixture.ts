import { type ManagingMachine, machineOf } from "../support/making.ts";
import type { Cast } from "./cast.fixture.ts";

export const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();
export const LATER = new Date(Date.now() + 300 * 86_400_000).toISOString();

/** Machines of the team `acme`, by what their credential is bound to. */
export const MACHINES = {
  reader: { keyScopes: ["read"] },
  writer: {},
  /** Its credential names what its subscription does not grant. */
  namer: { keyScopes: ["owner"] },
  scoped: { keyScopes: ["write", "maps"] },
  placed: { allowedIps: ["127.0.0.0/8"] },
  ending: { expiresAt: TOMORROW },
  "bound owner": { scopes: ["owner"], allowedIps: ["127.0.0.0/8"], expiresAt: TOMORROW },
  owner: { scopes: ["owner"] },
} as const;
export type MachineName = keyof typeof MACHINES;

/** What machines have an eye on: credentials of another consumer of their team, which may manage as an owner. */
export interface Sibling {
  consumer: { id: string };
  subscription: { id: string };
  credentials: Record<"owner's" | "plain" | "disabled", { id: string }>;
}

export interface Machines {
  of: Record<MachineName, ManagingMachine>;
  sibling: Sibling;
}

export const startMachines = async ({ latchkey, callers: { root }, make }: Cast): Promise<Machines> => {
  const named = await Promise.all(
    Object.entries(MACHINES).map(async ([name, { ...bounds }]) => [
      name,
      await machineOf(latchkey, root, "acme", structuredClone(bounds) as { scopes?: string[] }),
    ]),
  );
  const consumer = await make.consumer("acme");
  const subscription = await make.subscription(consumer, "latchkey", { scopes: ["owner"] });
  const issue = async (fields: object) => (await make.credential(consumer, fields)).credential;
  const disabled = await issue({ scopes: ["owner"] });
  await root("PATCH", `/v1/consumers/${consumer.id}/credentials/${disabled.id}`, { status: "disabled" });
  return {
    of: Object.fromEntries(named),
    sibling: {
      consumer,
      subscription,
      credentials: { "owner's": await issue({ scopes: ["owner"] }), plain: await issue({}), disabled },
    },
  };
};
