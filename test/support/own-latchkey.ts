import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { sharedChromium } from "./chromium.ts";
import { making } from "./making.ts";
import { asRoot, type Send } from "./management.ts";
import { type RunningLatchkey, startLatchkey } from "./running-latchkey.ts";

/** Slugs of teams, each with its owners. */
type Teams = Readonly<Record<string, string[]>>;

/**
 * A Latchkey that starts before the tests of the file and ends after them, and what root asks and makes there; `teams` are
 * there from the start.
 */
export const ownLatchkey = (environment: Record<string, string> = {}, teams: Teams = {}) => {
  let latchkey: RunningLatchkey;
  beforeAll(async () => {
    latchkey = await startLatchkey(environment);
    for (const [slug, owners] of Object.entries(teams))
      await making(root).team({ slug, ...(owners.length === 0 ? {} : { owners }) });
  });
  afterAll(async () => {
    await latchkey?.[Symbol.asyncDispose]();
  });
  const root: Send = (...asked) => asRoot(latchkey)(...asked);
  return { latchkey: () => latchkey, root, make: making(root) };
};

/** The same with the demo's data, and the browser that looks at it. */
export const ownDemo = (environment: Record<string, string> = {}) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await sharedChromium();
  });
  return { ...ownLatchkey({ LATCHKEY_SEED: "demo", ...environment }), browser: () => browser };
};
