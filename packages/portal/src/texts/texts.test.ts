import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { texts } from "./texts.ts";

describe("the words that are shown before the script has loaded", () => {
  it("are those of the start page", async () => {
    const page = await readFile(new URL("../../index.html", import.meta.url), "utf8");
    expect(page).toContain(`>${texts.product}<`);
    expect(page).toContain(`>${texts.session.headline}<`);
  });
});
