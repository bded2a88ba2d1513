import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Of a page that was looked at by day: what may be another by night. */
export const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

const run = (rules?: readonly string[]) => `axe.run(document, {
    resultTypes: ["violations"], ${rules ? `runOnly: { type: "rule", values: ${JSON.stringify(rules)} }` : ""}
  }).then(({ violations }) => JSON.stringify(violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target, failureSummary }) => id + " at " + target.join(" ") + ": " + failureSummary))))`;

/** axe-core beside a page as it is until it goes elsewhere. */
export interface Axe extends AsyncDisposable {
  /** Its findings on the current page: by all its rules, or by some. */
  findings(rules?: readonly string[]): Promise<string[]>;
}

/** It runs in a world of its own, so the page's content policy stays as it is. */
export const startAxe = async (page: Page): Promise<Axe> => {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", {
    frameId: frameTree.frame.id,
  });
  await session.send("Runtime.evaluate", { expression: await readFile(AXE, "utf8"), contextId });
  return {
    findings: async (rules) => {
      const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
        expression: run(rules),
        contextId,
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(`axe-core did not run: ${exceptionDetails.text}`);
      return JSON.parse(String(result.value)) as string[];
    },
    [Symbol.asyncDispose]: () => session.detach(),
  };
};
