import type { PageRequest } from "@latchkey/core/page";
import type { PublicReads } from "@latchkey/core/service/public-catalog";
import { describe, expect, it } from "vitest";
import { API_CATALOG_HEADERS, apiCatalog } from "./api-catalog.ts";

const origins = {
  controlUrl: "https://api.example",
  gatewayUrl: "https://gateway.example",
  portalUrl: "https://portal.example",
};

interface Shown {
  slug: string;
  visibility?: string;
  status?: string;
}

/** Of a stage whose index of published services answers these, a page at a time. */
const reading = (services: readonly Shown[], publicCatalog = true) => {
  const asked: PageRequest[] = [];
  const all = services.map((each) => ({
    name: each.slug,
    visibility: "public",
    status: "published",
    ...each,
  }));
  const reads = {
    stage: { publication: "open", publicCatalog },
    stores: {
      publishedServices: async (page: PageRequest) => {
        asked.push(page);
        const from = Number(page.cursor ?? 0);
        const next = from + page.limit;
        return { items: all.slice(from, next), ...(next < all.length ? { cursor: String(next) } : {}) };
      },
    },
  } as unknown as PublicReads;
  return { asked, linkset: async () => (await apiCatalog(reads, origins)).linkset };
};

describe("the API catalogue (RFC 9727)", () => {
  it("links each public service to its OpenAPI document and its page", async () =>
    expect(await reading([{ slug: "echo" }, { slug: "latchkey" }]).linkset()).toEqual([
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

  it("tells of no private service, and of none where the catalogue is not public", async () => {
    const services = [{ slug: "hidden", visibility: "private" }, { slug: "seen" }];
    const anchors = async (isPublic: boolean) =>
      (await reading(services, isPublic).linkset()).map(({ anchor }) => anchor);
    expect(await anchors(true)).toEqual(["https://gateway.example/seen/"]);
    expect(await anchors(false)).toEqual([]);
    const closed = reading(services, false);
    await closed.linkset();
    expect(closed.asked).toEqual([]);
  });

  it("ends after a thousand, however many there are", async () => {
    const many = reading(Array.from({ length: 3_000 }, (_, at) => ({ slug: `s${at}` })));
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
