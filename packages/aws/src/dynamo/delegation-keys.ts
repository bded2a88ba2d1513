import { type Key, META } from "./keys.ts";

export const DELEGATIONS = "DELEGATION";

/** By the person who is away. */
export const delegationKey = (email: string): Key => ({ pk: `${DELEGATIONS}#${email}`, sk: META });
