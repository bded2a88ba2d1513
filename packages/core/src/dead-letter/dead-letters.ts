import type { Page, PageRequest } from "../page.ts";
import type { DeadLetter, NewDeadLetter } from "./dead-letter.ts";

/** Where what was given up is kept for a person. */
export interface DeadLetters {
  /** Durable when it returns. The same thing given up again stays one letter. */
  keep(letter: NewDeadLetter): Promise<void>;
}

export interface DeadLetterStore {
  deadLetter(id: string): Promise<DeadLetter | undefined>;
  deadLetters(page: PageRequest): Promise<Page<DeadLetter>>;
}
