import { beforeAll, describe, expect, it } from "vitest";
import { COLOUR_RULES, startAxe } from "../support/axe.ts";
import { as, asPerson, eventually, type Send } from "../support/management.ts";
import { ownDemo } from "../support/own-latchkey.ts";
import { openPortal, PEOPLE, settled, stillness } from "../support/portal-page.ts";

const MARK = `data:image/svg+xml;base64,${btoa('<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>')}`;
const LINKS = [{ label: "Support", url: "https://acme.example/help" }];

const { latchkey, browser } = ownDemo({
  LATCHKEY_BRAND_NAME: "Acme APIs",
  LATCHKEY_BRAND_COLOR: "#7a1f5c",
  LATCHKEY_BRAND_MARK: MARK,
  LATCHKEY_BRAND_LINKS: JSON.stringify(LINKS),
  LATCHKEY_PUBLIC_CATALOG: "true",
});
let anybody: Send;

beforeAll(async () => {
  anybody = as(latchkey(), {});
  const provider = await asPerson(latchkey(), PEOPLE.provider);
  const service = { team: "demo", kind: "rest", upstream: { url: "https://upstream.example" } };
  for (const [slug, more] of Object.entries({
    "for-all": { status: "published", summary: "Shown to everybody." },
    secretive: { status: "published", visibility: "private" },
    unready: {},
  }))
    await provider("POST", "/v1/services", { ...service, slug, name: slug, ...more });
});

describe("a public catalogue, read without a credential", () => {
  it("has the published and public services, and nothing of their upstreams or approvers", async () => {
    const { status, headers, body } = await anybody("GET", "/v1/public/catalog?limit=200");
    expect([status, headers.get("cache-control")]).toEqual([200, "public, max-age=60"]);
    const slugs = body.items.map(({ slug }: { slug: string }) => slug);
    expect(slugs).toEqual(expect.arrayContaining(["echo", "haiku", "for-all"]));
    expect(slugs).not.toEqual(expect.arrayContaining(["secretive"]));
    expect(slugs).not.toEqual(expect.arrayContaining(["unready"]));
    expect(JSON.stringify(body)).not.toMatch(/upstream|approvers|approvalRules|@demo\.test/);
  });

  it("tells a private and a draft service from an unknown one by nothing", async () => {
    const told = async (slug: string) => {
      const { status, body } = await anybody("GET", `/v1/public/catalog/${slug}`);
      const { requestId: _request, instance: _instance, ...rest } = body;
      return { status, rest };
    };
    const unknown = await told("no-such-service");
    expect(unknown.status).toBe(404);
    for (const slug of ["secretive", "unready"]) expect(await told(slug)).toEqual(unknown);
    expect((await anybody("GET", "/v1/public/catalog/for-all")).body.slug).toBe("for-all");
  });

  it("is listed at the portal's origin for programs (RFC 9727), with documents that they may read", async () => {
    const path = "/.well-known/api-catalog";
    const { status, headers, body } = await anybody("GET", path);
    expect([status, headers.get("cache-control")]).toEqual([200, "public, max-age=60"]);
    expect(headers.get("content-type")).toMatch(/^application\/linkset\+json; profile="https/);
    const echo = body.linkset.find(({ anchor }: { anchor: string }) => anchor.endsWith("/echo/"));
    expect(echo.anchor).toBe(`${latchkey().gateway}/echo/`);
    const document = await fetch(echo["service-desc"][0].href);
    expect((await document.json()).servers).toEqual([{ url: `${latchkey().gateway}/echo` }]);
    expect(JSON.stringify(body)).not.toMatch(/secretive|unready/);
    expect((await anybody("GET", "/v1/public/catalog/secretive/openapi.json")).status).toBe(404);

    const head = await fetch(`${latchkey().control}${path}`, { method: "HEAD" });
    expect([head.status, head.headers.get("link")]).toEqual([
      200,
      expect.stringContaining('rel="api-catalog"'),
    ]);
  });

  it("opens nothing else, and changes nothing", async () => {
    expect((await anybody("GET", "/v1/catalog")).status).toBe(401);
    expect((await anybody("POST", "/v1/public/catalog", {})).status).toBe(405);
    expect((await anybody("GET", "/v1/public/catalog?limit=201")).status).toBe(400);
    expect((await anybody("GET", "/v1/public/catalog?team=demo")).status).toBe(400);
  });
});

describe("a visitor of a stage with a brand", () => {
  it("reads the catalogue and a service, and is led back to it by signing in to apply", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await page.goto(latchkey().control);
    await page.getByRole("link", { name: "for-all" }).waitFor();
    await settled(page);
    await using axe = await startAxe(page);
    expect(await axe.findings()).toEqual([]);
    await page.getByRole("link", { name: "for-all" }).click();
    await page.getByRole("button", { name: "Sign in to apply" }).click();
    await page.getByText("no password is asked").waitFor();
    await page.getByRole("button", { name: PEOPLE.developer }).click();
    await page.waitForURL(`${latchkey().control}/catalog/for-all`);
    await page.getByRole("button", { name: "Subscribe" }).waitFor();
    expect(await page.title()).toBe("for-all · Acme APIs");
    expect(complaints).toEqual([]);
  });

  it("sees the stage's name, mark, colour and links", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await page.goto(`${latchkey().control}/catalog`);
    await page.getByRole("banner").getByText("Acme APIs").waitFor();
    expect(await page.getByRole("banner").locator("img").getAttribute("src")).toBe(MARK);
    expect(await page.locator("link[rel=icon]").getAttribute("href")).toBe(MARK);
    const signIn = page.getByRole("banner").getByRole("button", { name: "Sign in" });
    expect(await signIn.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      "rgb(122, 31, 92)",
    );
    await page.emulateMedia({ colorScheme: "dark" });
    await stillness(page);
    await using axe = await startAxe(page);
    expect(await axe.findings(COLOUR_RULES)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

describe("what a stage with a brand writes to people", () => {
  it("has its name and its colour, in the mail and on the page behind its link", async () => {
    const developer = await asPerson(latchkey(), PEOPLE.developer);
    const consumer = (await developer("POST", "/v1/consumers", { name: "branded", team: "apps" })).body.id;
    await developer("POST", `/v1/consumers/${consumer}/subscriptions`, { service: "echo" });
    const mails = await eventually(
      async () => (await anybody("GET", "/_local/inbox.json")).body as { text: string; html: string }[],
      (all) => all.some(({ text }) => text.includes("branded") && text.includes("/approvals/")),
    );
    const mail = mails.find(({ text }) => text.includes("branded") && text.includes("/approvals/"));
    expect(mail?.html).toContain("Acme APIs");
    expect(mail?.html).toContain("#7a1f5c");
    const link = /https?:\/\/\S+\/approvals\/\S+/.exec(mail?.text ?? "")?.[0] ?? "";
    const page = await fetch(link);
    const html = await page.text();
    expect(html).toContain("Acme APIs</title>");
    expect(html).toContain("border-top: 4px solid #7a1f5c");
    expect(page.headers.get("content-security-policy")).toMatch(/style-src 'sha256-[\w+/=]+'/);
  });
});
