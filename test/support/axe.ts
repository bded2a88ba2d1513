import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const RUN = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
  JSON.stringify(violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target, failureSummary }) => id + " at " + target.join(" ") + ": " + failureSummary))))`;

/** What axe-core finds on the page. It runs in a world of its own, so the page's content policy stays as it is. */
export const axeFindings = async (page: Page): Promise<string[]> => {
  const session = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send("Page.getFrameTree");
    const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", {
      frameId: frameTree.frame.id,
    });
    await session.send("Runtime.evaluate", { expression: await readFile(AXE, "utf8"), contextId });
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
      expression: RUN,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(`axe-core did not run: ${exceptionDetails.text}`);
    return JSON.parse(String(result.value)) as string[];
  } finally {
    await session.detach();
  }
};
