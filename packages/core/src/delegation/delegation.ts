import * as z from "zod/mini";
import { ResourceFields } from "../resource.ts";
import { Email, IsoTime, Slug } from "../text.ts";

/** Who decides beside a person until then. A person has at most one, and it has its place in a team that both belong to. */
export const Delegation = z.object({
  ...ResourceFields,
  /** Of the person who is away. */
  email: z.string(),
  delegate: z.string(),
  until: z.string(),
  /** The team by which one may name the other: it ends when either leaves it. */
  team: Slug,
});
export type Delegation = z.infer<typeof Delegation>;
export type DelegationRecord = { kind: "delegation"; value: Delegation };

export const DelegateInput = z.strictObject({ email: Email, until: IsoTime });
export type DelegateInput = z.infer<typeof DelegateInput>;

/** How far ahead its end may be. */
export const MAX_DELEGATION_DAYS = 366;

export const isOver = ({ until }: Delegation, now: number): boolean => Date.parse(until) <= now;
