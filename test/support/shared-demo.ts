import type { Browser } from "playwright-core";
import { beforeAll } from "vitest";
import { sharedChromium } from "./chromium.ts";
import type { Stage } from "./running-latchkey.ts";
import { sharedLatchkey } from "./shared-latchkey.ts";

/**
 * The Latchkey with the demo's data that all files of this worker share, and the browser that looks at it. A file that
 * uses it changes nothing of the demo's own and makes what it needs (`sharedLatchkey`).
 */
export const sharedDemo = () => {
  let latchkey: Stage;
  let browser: Browser;
  beforeAll(async () => {
    [latchkey, browser] = await Promise.all([sharedLatchkey({ LATCHKEY_SEED: "demo" }), sharedChromium()]);
  });
  return { latchkey: () => latchkey, browser: () => browser };
};
