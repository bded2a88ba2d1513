import type { Delegation } from "./delegation.ts";

export interface DelegationStore {
  /** Of the person who is away; read consistently, over or not. */
  delegation(email: string): Promise<Delegation | undefined>;
}
