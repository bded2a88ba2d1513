import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { startChromium } from "../support/chromium.ts";
import { openPortal, PEOPLE, settled, signIn } from "../support/portal-page.ts";
import { startLatchkey } from "../support/running-latchkey.ts";

/*
 * Prints how fast the portal is first seen, on `npm start` with the processor slowed down, beside an empty page in
 * the same run: a figure of its own would say more about the machine. Not a test: `npm run measure:portal`.
 */

const SLOWER = 4;
const RUNS = 9;

const EMPTY = "<!doctype html><html lang=en><title>Empty</title><h1>Empty</h1>";

/** Milliseconds from the navigation's start to the largest paint so far. */
const largestPaint = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe(
          {
            type: "largest-contentful-paint",
            buffered: true,
          },
        );
      }),
  );

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

const measure = async (page: Page, address: string): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const figures: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    await page.goto(address);
    await settled(page);
    await page.waitForTimeout(300);
    // The first one pays for what the browser and the server do once.
    if (run > 0) figures.push(await largestPaint(page));
  }
  await session.detach();
  return median(figures);
};

const empty = createServer((_request, response) => {
  response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(EMPTY);
});
await new Promise<void>((resolve) => empty.listen(0, "127.0.0.1", resolve));
const latchkey = await startLatchkey({ LATCHKEY_SEED: "demo" });
const browser = await startChromium();
try {
  await using nobody = await openPortal(browser);
  await using somebody = await openPortal(browser);
  await signIn(somebody.page, latchkey, PEOPLE.developer);
  const blank = await measure(nobody.page, `http://127.0.0.1:${(empty.address() as AddressInfo).port}/`);
  const rows = [
    ["empty page", blank],
    ["before signing in", await measure(nobody.page, latchkey.control)],
    ["catalogue", await measure(somebody.page, `${latchkey.control}/catalog`)],
  ] as const;
  console.log(
    `largest contentful paint, median of ${RUNS}, processor ${SLOWER} times slower, nothing cached`,
  );
  for (const [name, ms] of rows)
    console.log(
      `${name.padEnd(20)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / blank).toFixed(1).padStart(5)} ×`,
    );
} finally {
  await browser.close();
  await latchkey[Symbol.asyncDispose]();
  empty.close();
}
