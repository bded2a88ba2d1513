import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Stage } from "./running-latchkey.ts";

export const PEOPLE = {
  admin: "admin@demo.test",
  provider: "provider@demo.test",
  developer: "developer@demo.test",
} as const;

/** A page of the portal, and everything that the browser complained about: faults, refused loads, policy breaches. */
export interface PortalPage extends AsyncDisposable {
  page: Page;
  complaints: string[];
}

/** What a test that provokes refusals expects in the console: the browser reports each status above 399. */
const REFUSED_LOAD = /^Failed to load resource: the server responded with a status of/;

export const openPortal = async (
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<PortalPage> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  // Shorter than a test's time, so that a failure names its step.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if ((message.type() === "error" || message.type() === "warning") && !REFUSED_LOAD.test(message.text()))
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
};

type Entering = (page: Page, latchkey: Pick<Stage, "control">, email: string, path?: string) => Promise<void>;

/** Signs in at the issuer as one of the demo people, or as anybody, and comes back to `path`. */
export const signIn: Entering = async (page, latchkey, email, path = "/catalog") => {
  await page.goto(`${latchkey.control}${path}`);
  await page.getByRole("button", { name: "Sign in" }).click();
  const known = page.getByRole("button", { name: email });
  await page.getByText("no password is asked").waitFor();
  if ((await known.count()) > 0) await known.click();
  else {
    await page.getByLabel("Or any other e-mail").fill(email);
    await page.getByRole("button", { name: "Sign in" }).click();
  }
  await page.waitForURL(`${latchkey.control}${path}**`);
  await page.getByRole("button", { name: `Account: ${email}` }).waitFor();
};

/** What browsers keep of who has signed in, by address and e-mail. */
const sessions = new Map<string, [string, string][]>();

/** Opens `path` as a signed-in person: signs in the first time, later reuses that session. */
export const enter: Entering = async (page, latchkey, email, path = "/catalog") => {
  const key = `${latchkey.control} ${email}`;
  const known = sessions.get(key);
  if (known === undefined) {
    await signIn(page, latchkey, email, path);
    sessions.set(key, await page.evaluate(() => Object.entries(sessionStorage)));
    return;
  }
  await page.goto(`${latchkey.control}/config.json`);
  await page.evaluate((items) => {
    for (const [name, value] of items) sessionStorage.setItem(name, value);
  }, known);
  await page.goto(`${latchkey.control}${path}`);
  await page.getByRole("button", { name: `Account: ${email}` }).waitFor();
};

/** Waits until nothing is being asked or moved any more. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator("h1").first().waitFor();
  await page.locator(".mantine-Skeleton-root").first().waitFor({ state: "detached" });
  await stillness(page);
};

/** Waits until colours and places are those that stay: what was changed a moment ago may just be on its way. */
export const stillness = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
  });
