import { texts } from "../texts/texts.ts";

const NAMES: ReadonlyMap<string, string> = new Map(Object.entries(texts.subscription.happened));

/** What was done, in words; an action that has none is shown as its code. */
export const actionName = (action: string): string => NAMES.get(action) ?? action;
