import { MailChoice } from "@latchkey/core/mail-choice/mail-choice";
import type { MailChoiceStore } from "@latchkey/core/mail-choice/mail-choice-store";
import { mailChoiceKey } from "../dynamo/mail-choice-keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";

const mailChoice = parseStored(MailChoice);

export const mailChoiceTable = (table: Table): MailChoiceStore => ({
  mailChoice: async (email) => mailChoice.orNothing(await readItem(table, mailChoiceKey(email))),
});
