/** What was typed: days of UTC, and texts. */
export interface DeprecationDraft {
  sunsetAt: string;
  at: string;
  successor: string;
  message: string;
}

/** The end is that of its day, the beginning that of its own. What is empty is left out. */
export const deprecationOf = ({ sunsetAt, at, successor, message }: DeprecationDraft) => ({
  sunsetAt: `${sunsetAt}T23:59:59Z`,
  ...(at === "" ? {} : { at: `${at}T00:00:00Z` }),
  ...(successor.trim() === "" ? {} : { successor: successor.trim() }),
  ...(message.trim() === "" ? {} : { message: message.trim() }),
});
