import type { Position } from "./position.ts";

/** How requests present credentials of a type. Nothing of it is verified. */
export interface Presenting<Presented> {
  /** The type's names in the header `Authorization-Type`, as APIPark's clients send them. */
  namedBy: readonly string[];
  /** What a value of the type begins with, its scheme included: most values are passed over by it. */
  beginnings: readonly string[];
  /** Whether the position is one of the type's own: no credential needs to name it, and it does not end up in logs. */
  isDefaultPosition(position: Position): boolean;
  /** Whether its form identifies it in a position that accepts any value. */
  isOfForm(presented: Presented): boolean;
  /** The same credential in two positions is one. */
  isSame(one: Presented, other: Presented): boolean;
}

/** The header that carries credentials of every type, in lower case. */
export const AUTHORIZATION = "authorization";

export const isAuthorization = ({ where, name }: Position): boolean =>
  where === "header" && name === AUTHORIZATION;
