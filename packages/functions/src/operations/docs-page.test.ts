import { describe, expect, it } from "vitest";
import { openApiDocument } from "../openapi/openapi-document.ts";
import { docsPage } from "./docs-page.ts";

const page = docsPage(openApiDocument("")).body;

describe("the page of the API", () => {
  it("has a place for each link within it", () => {
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(250);
    expect(links.filter((link) => !ids.has(link))).toEqual([]);
  });

  it("tells every operation with its parameters, body and answers", () => {
    const change = /<details id="changeTeam">[\s\S]*?<\/details>/.exec(page)?.[0];
    expect(change).toContain("PATCH /v1/teams/{team}");
    expect(change).toContain("If-Match");
    expect(change).toContain('Body: <a href="#schema-TeamPatch">TeamPatch</a>');
    expect(change).toContain("<code>revision-mismatch</code>");
  });

  it("holds no script, no address elsewhere and no text that is not escaped", () => {
    expect(page).not.toMatch(/<script|javascript:|href="(?!\/|#)|\son\w+=/);
  });
});
