/** What was typed: days of UTC, and texts. */
export interface DeprecationDraft {
  sunset: string;
  since: string;
  successor: string;
  message: string;
}

/** The end is that of its day, the beginning that of its own. What is empty is left out. */
export const deprecationOf = ({ sunset, since, successor, message }: DeprecationDraft) => ({
  sunsetAt: `${sunset}T23:59:59Z`,
  ...(since === "" ? {} : { at: `${since}T00:00:00Z` }),
  ...(successor.trim() === "" ? {} : { successor: successor.trim() }),
  ...(message.trim() === "" ? {} : { message: message.trim() }),
});
