/** What every command ends with. */
export const EXIT = {
  /** It is done, with `--dry-run` too. */
  done: 0,
  /** The stage refused it, or something is other than it should be. */
  refused: 1,
  /** No key, no such file, an unknown option: nothing was asked. */
  wrongUse: 2,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a person can mend in the command itself; told as one sentence. */
export class WrongUse extends Error {}
