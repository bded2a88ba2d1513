import { SubscriptionActionInput } from "@latchkey/core/subscription/subscription-input";

/** What an approval by the page says of plan, scopes and end. */
export interface ChangesForm {
  plan?: string;
  scopes?: string[];
  expiresAt?: string;
}

/** What a browser sends of a date: the day is the last one. */
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** An empty field says nothing; undefined for what cannot be one. */
export const readChanges = (fields: ReadonlyMap<string, string[]>): ChangesForm | undefined => {
  const [plan = "", ...morePlans] = fields.get("plan") ?? [];
  const [end = "", ...moreEnds] = fields.get("expiresAt") ?? [];
  const scopes = fields.get("scopes") ?? [];
  // The page offered scopes, and every one was taken away: that is no approval of all.
  const tookAll = fields.has("scopesOffered") && scopes.length === 0;
  if (morePlans.length > 0 || moreEnds.length > 0 || tookAll) return undefined;
  const parsed = SubscriptionActionInput.safeParse({
    ...(plan === "" ? {} : { plan }),
    ...(scopes.length === 0 ? {} : { scopes }),
    ...(end === "" ? {} : { expiresAt: DAY.test(end) ? `${end}T23:59:59.000Z` : end }),
  });
  return parsed.success ? (parsed.data as ChangesForm) : undefined;
};
