import { hash } from "node:crypto";
import { type Key, META } from "./keys.ts";

/* Keys of what only counts. A variable part is last in its attribute here too. */

/** The name of a counter begins with the id of what it counts. */
export const limitKey = (counter: string): Key => ({ pk: `LIMIT#${counter}`, sk: META });

/** That something was said of a limit once. */
export const limitMarkKey = (mark: string): Key => ({ pk: `LIMIT-MARK#${mark}`, sk: META });

/** Hashed, since it has an e-mail address or a user name in it. Each window is an item of its own. */
export const allowanceKey = (of: string, seconds: number, start: number): Key => ({
  pk: `ALLOWANCE#${hash("sha256", JSON.stringify([of, seconds, start]), "base64url")}`,
  sk: META,
});
