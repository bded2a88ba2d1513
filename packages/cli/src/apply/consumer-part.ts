import type { DeclaredConsumer } from "../declaration/declaration.ts";

/** A consumer of the file, where the file says it, and whether what the file lacks of it is removed. */
export interface ConsumerPart {
  readonly at: readonly PropertyKey[];
  /** `team/name`. */
  readonly name: string;
  readonly consumer: DeclaredConsumer;
  readonly prune: boolean;
  /** Marks of secrets that an earlier run has made and lost. */
  readonly lost: ReadonlySet<string>;
}
