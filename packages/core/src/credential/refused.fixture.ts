import { Refusal } from "../refusal.ts";

/** Where in the input the refusal of an attempt points; its code where it points nowhere, nothing where it is carried out. */
export const refused = (attempt: () => unknown): string | undefined => {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.extra.errors?.[0]?.pointer ?? error.code;
    throw error;
  }
};
