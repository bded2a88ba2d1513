import { allowAdmin } from "../access/access.ts";
import type { Page, PageRequest } from "../page.ts";
import { notFound } from "../refusal.ts";
import type { DeadLetter } from "./dead-letter.ts";
import type { DeadLetterWork } from "./dead-letter-work.ts";

export const listDeadLetters = async (work: DeadLetterWork, page: PageRequest): Promise<Page<DeadLetter>> => {
  allowAdmin(work.caller);
  return work.stores.deadLetters(page);
};

export const readDeadLetter = async (work: DeadLetterWork, id: string): Promise<DeadLetter> => {
  allowAdmin(work.caller);
  const letter = await work.stores.deadLetter(id);
  if (!letter) throw notFound("dead letter");
  return letter;
};
