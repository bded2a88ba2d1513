import type { AuditEntry } from "@latchkey/core/audit/audit-entry";
import type { Page, PageRequest } from "@latchkey/core/page";
import type { Answer } from "../http/answer.ts";

const PAGE = 100;
/** Lambda answers at most 6 MB. */
const MAX_CHARACTERS = 3_000_000;
const MAX_ENTRIES = 5000;

/** Entries as JSON lines. Where there are more, `X-Next-Cursor` says how to go on. */
export const exportAudit = async (
  read: (page: PageRequest) => Promise<Page<AuditEntry>>,
  from: string | undefined,
): Promise<Answer> => {
  const lines: string[] = [];
  let characters = 0;
  let cursor = from;
  do {
    const page = await read({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    for (const entry of page.items) {
      const line = `${JSON.stringify(entry)}\n`;
      characters += line.length;
      lines.push(line);
    }
    cursor = page.cursor;
  } while (cursor !== undefined && lines.length < MAX_ENTRIES && characters < MAX_CHARACTERS);
  return {
    status: 200,
    body: lines.join(""),
    headers: {
      "Content-Type": "application/x-ndjson",
      ...(cursor === undefined ? {} : { "X-Next-Cursor": cursor }),
    },
  };
};
