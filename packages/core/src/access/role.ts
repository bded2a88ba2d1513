import * as z from "#schema";

/** A `viewer` reads what a member reads, and changes nothing. */
export const Role = z.enum(["viewer", "member", "owner"]);
export type Role = z.infer<typeof Role>;
