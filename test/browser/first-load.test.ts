import { describe, expect, it } from "vitest";
import { ownDemo } from "../support/own-latchkey.ts";
import { openPortal, PEOPLE, settled, signIn } from "../support/portal-page.ts";

const MAX_SCRIPT_BYTES = 200 * 1024;

const { latchkey, browser } = ownDemo();

describe("the catalogue's first load", () => {
  it("needs at most 200 KB of script, compressed, all that follows it included", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await signIn(page, latchkey(), PEOPLE.developer);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    const scripts = new Set<string>();
    let bytes = 0;
    session.on("Network.responseReceived", ({ requestId, type }) => {
      if (type === "Script") scripts.add(requestId);
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    await page.reload();
    await settled(page);
    await page.getByRole("button", { name: /^Account/ }).waitFor();
    expect(scripts.size).toBeGreaterThan(0);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThanOrEqual(MAX_SCRIPT_BYTES);
  });

  it("comes with a content policy that allows nothing inline", async () => {
    const page = await fetch(`${latchkey().control}/catalog`, { headers: { Accept: "text/html" } });
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|\*|https?:\/\/(?!127\.0\.0\.1)/);
    expect(await page.text()).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
  });
});
