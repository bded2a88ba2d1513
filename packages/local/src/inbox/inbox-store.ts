import { z } from "zod";
import { openJournal } from "../files/journal.ts";

/** A mail as `/_local/inbox.json` gives it. `to` is the addresses it was delivered to; `at` is UTC, ISO 8601. */
export const InboxMail = z.object({
  id: z.string(),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  at: z.string(),
});
export type InboxMail = z.infer<typeof InboxMail>;

const Entry = z.union([
  z.object({ mail: InboxMail }),
  z.object({ cleared: z.literal(true) }),
  /** Ids of mails that were cleared or crowded out: they are not taken a second time. */
  z.object({ known: z.array(z.string()) }),
]);
type Entry = z.infer<typeof Entry>;

export type InboxStore = {
  /** Newest first. */
  list(): readonly InboxMail[];
  /** Resolves when the mail survives a crash. A mail whose id was taken before, cleared since or not, is dropped. */
  add(mail: InboxMail): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
};

/** The oldest are removed first; the file is rewritten when it holds twice as many lines. */
const mostMails = 1_000;
const mostKnownIds = 10_000;

export const openInboxStore = async (path: string): Promise<InboxStore> => {
  let mails: InboxMail[] = [];
  let known = new Set<string>();
  const apply = (entry: Entry) => {
    if ("cleared" in entry) mails = [];
    else if ("known" in entry) known = new Set(entry.known);
    else if (!known.has(entry.mail.id)) {
      mails = [...mails, entry.mail].slice(-mostMails);
      known.add(entry.mail.id);
      const [oldest] = known;
      if (known.size > mostKnownIds && oldest !== undefined) known.delete(oldest);
    }
  };
  const snapshot = (): Entry[] => {
    const kept = new Set(mails.map(({ id }) => id));
    return [{ known: [...known].filter((id) => !kept.has(id)) }, ...mails.map((mail) => ({ mail }))];
  };
  let compacting = false;
  const journal = await openJournal<Entry>(path, { parse: (line) => Entry.parse(line), apply, snapshot });
  return {
    list: () => mails.toReversed(),
    async add(mail) {
      if (known.has(mail.id)) return;
      await journal.append([{ mail }]);
      if (compacting || journal.length() <= 2 * mostMails) return;
      compacting = true;
      await journal.compact();
      compacting = false;
    },
    async clear() {
      await journal.append([{ cleared: true }]);
      // Cleared mails hold links that decide: they leave the disk too.
      await journal.compact();
    },
    close: () => journal.close(),
  };
};
