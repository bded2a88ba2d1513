import type { Browser } from "playwright-core";
import { beforeAll } from "vitest";
import { sharedChromium } from "../support/chromium.ts";
import { asPerson, type Send } from "../support/management.ts";
import { PEOPLE } from "../support/portal-page.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

/** The demo that the files of a worker share, and its people. What a file makes there has names of its own. */
export const sharedDemo = () => {
  let stage: Stage;
  let browser: Browser;
  const people = new Map<string, Send>();
  beforeAll(async () => {
    [stage, browser] = await Promise.all([sharedLatchkey({ LATCHKEY_SEED: "demo" }), sharedChromium()]);
    for (const email of Object.values(PEOPLE)) people.set(email, await asPerson(stage, email));
  });
  const as =
    (email: string): Send =>
    (...asked) => {
      const send = people.get(email);
      if (send === undefined) throw new Error(`${email} is nobody of the demo.`);
      return send(...asked);
    };
  return {
    latchkey: () => stage,
    browser: () => browser,
    developer: as(PEOPLE.developer),
    provider: as(PEOPLE.provider),
  };
};
