/**
 * What a check found. `look`: the doctor cannot see it itself, and asks a person to. `not-asked`: it was stopped, or what it
 * builds on is broken already.
 */
export interface Finding {
  readonly outcome: "held" | "broken" | "look" | "not-asked";
  /** What came, in a few words without any secret. */
  readonly actual: string;
}

export const held = (actual: string): Finding => ({ outcome: "held", actual });
export const broken = (actual: string): Finding => ({ outcome: "broken", actual });
export const look = (actual: string): Finding => ({ outcome: "look", actual });
export const notAsked = (actual: string): Finding => ({ outcome: "not-asked", actual });

export const judged = (isHeld: boolean, actual: string): Finding => (isHeld ? held(actual) : broken(actual));
