/** What was asked of an account, and whether a deploy of the stage would go through there. */
export interface Finding {
  /** What was asked, in a few words. */
  about: string;
  /** `look`: it stops no deploy, or the caller may not ask it, and a person should know. */
  outcome: "ok" | "refused" | "look";
  /** What came, in a sentence. */
  found: string;
  /** What to do, in a sentence. Absent where it is well. */
  remedy?: string;
}

export const ok = (about: string, found: string): Finding => ({ about, outcome: "ok", found });
export const refused = (about: string, found: string, remedy: string): Finding => ({
  about,
  outcome: "refused",
  found,
  remedy,
});
export const look = (about: string, found: string, remedy: string): Finding => ({
  about,
  outcome: "look",
  found,
  remedy,
});

const MARKS = { ok: "ok     ", refused: "REFUSED", look: "look   " } as const;

/** One line for people. */
export const lineOf = ({ about, outcome, found, remedy }: Finding): string =>
  `${MARKS[outcome]} ${about.padEnd(24)} ${found}${remedy === undefined ? "" : ` ${remedy}`}`;

/** Why a service of AWS did not answer: its own name of the error, as its reference has it. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : "unknown");

/** Asks one thing; what may not be asked is told and refuses nothing. */
export const asking = async (about: string, ask: () => Promise<Finding[]>): Promise<Finding[]> => {
  try {
    return await ask();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [look(about, `${errorName(error)}: ${why}`, "It could not be asked: look at it by hand.")];
  }
};
