import type { PageRequest } from "@latchkey/core/page";
import { describe, expect, it } from "vitest";
import { API_CATALOG_HEADERS, apiCatalog } from "./api-catalog.ts";

const origins = {
  controlUrl: "https://api.example",
  gatewayUrl: "https://gateway.example",
  portalUrl: "https://portal.example",
};

/** Lists these, a page at a time. */
const listing = (slugs: readonly string[]) => {
  const asked: PageRequest[] = [];
  const list = async (page: PageRequest) => {
    asked.push(page);
    const from = Number(page.cursor ?? 0);
    const next = from + page.limit;
    const items = slugs.slice(from, next).map((slug) => ({ slug, name: slug }));
    return { items, ...(next < slugs.length ? { cursor: String(next) } : {}) };
  };
  return { asked, linkset: async () => (await apiCatalog(list, origins)).linkset };
};

describe("the API catalogue (RFC 9727)", () => {
  it("links each public service to its OpenAPI document and its page", async () =>
    expect(await listing(["echo", "latchkey"]).linkset()).toEqual([
      {
        anchor: "https://gateway.example/echo/",
        "service-desc": [
          {
            href: "https://api.example/v1/public/catalog/echo/openapi.json",
            type: "application/openapi+json",
          },
        ],
        "service-doc": [{ href: "https://portal.example/catalog/echo", type: "text/html", title: "echo" }],
      },
      {
        anchor: "https://api.example/v1/",
        "service-desc": [{ href: "https://api.example/v1/openapi.json", type: "application/openapi+json" }],
        "service-doc": [
          { href: "https://portal.example/help/reference", type: "text/html", title: "latchkey" },
        ],
      },
    ]));

  it("is empty, and lists nothing, where no service is shown", async () =>
    expect(await apiCatalog(undefined, origins)).toEqual({ linkset: [] }));

  it("ends after a thousand, however many there are", async () => {
    const many = listing(Array.from({ length: 3_000 }, (_, at) => `s${at}`));
    expect(await many.linkset()).toHaveLength(1_000);
    expect(many.asked).toHaveLength(5);
  });

  it("names its type with the profile, and itself by the relation", () => {
    expect(API_CATALOG_HEADERS["Content-Type"]).toBe(
      'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
    );
    expect(API_CATALOG_HEADERS.Link).toContain('</.well-known/api-catalog>; rel="api-catalog"');
  });
});
