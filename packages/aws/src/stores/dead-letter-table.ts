import { DeadLetter } from "@latchkey/core/dead-letter/dead-letter";
import type { DeadLetterStore } from "@latchkey/core/dead-letter/dead-letters";
import { allDeadLetters, deadLetterKey } from "../dynamo/keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readItem } from "../dynamo/read-item.ts";
import { type ListedTable, readList } from "../dynamo/read-list.ts";

const letter = parseStored(DeadLetter);

export const deadLetterTable = (table: ListedTable): DeadLetterStore => ({
  deadLetter: async (id) => letter.orNothing(await readItem(table, deadLetterKey(id))),
  deadLetters: (page) => readList(table, allDeadLetters, page, letter.parse),
});
