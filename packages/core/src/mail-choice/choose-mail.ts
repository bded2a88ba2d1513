import type { Person } from "../access/caller.ts";
import { isoTime } from "../clock.ts";
import { expectRevision } from "../expect-revision.ts";
import { newId } from "../id.ts";
import { Raced } from "../outage.ts";
import { Refusal } from "../refusal.ts";
import { firstRevision, nextRevision } from "../resource.ts";
import type { Reads, Work, WorkContext } from "../store/work.ts";
import type { HowApplications, MailChoice, MailChoiceInput, MailChoiceRecord } from "./mail-choice.ts";
import type { MailChoiceStore } from "./mail-choice-store.ts";

/** What is true of a person who has chosen nothing. */
export const UNCHOSEN: HowApplications = "each";

/** The caller's own choice; nothing while it has chosen nothing. */
export const readMailChoice = async (work: Reads<MailChoiceStore>): Promise<MailChoice | undefined> =>
  work.stores.mailChoice(personOf(work).email);

/** Sets the caller's own. What waits for a digest already comes with it. */
export const chooseMail = async (
  work: Work<MailChoiceStore, MailChoiceRecord>,
  { applications }: MailChoiceInput,
): Promise<MailChoice> => {
  const { email } = personOf(work);
  const known = await work.stores.mailChoice(email);
  if (known) expectRevision(work.expectedRevision, known);
  else if (work.expectedRevision !== undefined)
    throw new Refusal("revision-mismatch", "Nothing was chosen yet.");
  if (known?.applications === applications) return known;
  const at = isoTime(work.now);
  const value = known
    ? nextRevision(known, { applications }, at)
    : { ...firstRevision(newId("mch", work.now, work.random), at), email, applications };
  const record: MailChoiceRecord = { kind: "mail-choice", value };
  await work.commit({
    writes: [
      known
        ? { write: "replace", record }
        : { write: "create", record, otherwise: new Raced("It was chosen at the same moment.") },
    ],
    events: [],
    result: { kind: "mail-choice", keys: {} },
  });
  return value;
};

/** For a person who is erased. */
export const eraseMailChoice = (value: MailChoice) => ({
  write: "erase" as const,
  record: { kind: "mail-choice" as const, value },
  tombstone: false,
});

const personOf = ({ caller }: Pick<WorkContext, "caller">): Person => {
  if (caller.kind !== "person") throw new Refusal("forbidden", "Only a person chooses how it is mailed.");
  return caller;
};
