import { Raced } from "../outage.ts";
import { Refusal } from "../refusal.ts";

/** A refusal in short: its code, and where it points in the input. */
const inShort = ({ code, extra }: Refusal): string =>
  [code, ...(extra.errors ?? []).map(({ pointer }) => pointer)].join(" ");

/** How an attempt ends: `done`, `raced`, or the refusal as `invalid-input /plan`. Every other error is thrown. */
export const outcomeOf = async (attempt: () => unknown): Promise<string> => {
  try {
    await attempt();
    return "done";
  } catch (error) {
    if (error instanceof Refusal) return inShort(error);
    if (error instanceof Raced) return "raced";
    throw error;
  }
};
