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

/** What is to be imported cannot be read where it is, by no fault of the words. Ends with 1. */
export class SourceRefused extends Error {
  override readonly name = "SourceRefused";
}
