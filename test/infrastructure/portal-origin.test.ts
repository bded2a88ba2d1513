import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startChromium } from "../support/chromium.ts";
import { as } from "../support/management.ts";
import { openPortal, settled } from "../support/portal-page.ts";
import { named } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { onOneMachine } from "./graph/on-one-machine.ts";
import { evaluateRunnable, RUNNABLE_STAGE as STAGE } from "./graph/runnable-stage.ts";
import { installPlatform } from "./platform/install-platform.ts";
import { startPlanesOf } from "./portal/control-plane.ts";
import { type Serving, serve } from "./portal/serving.ts";
import { standInCloudFront } from "./portal/stand-in-cloudfront.ts";
import { type StandInCognito, standInCognito } from "./portal/stand-in-cognito.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const ADMIN = "admin@example.com";

/** The graph with addresses of this machine in place of AWS's. */
const at = (graph: Graph, addresses: Record<string, string>): Graph =>
  JSON.parse(
    Object.entries(addresses).reduce((text, [of, here]) => text.replaceAll(of, here), JSON.stringify(graph)),
  );

describe.skipIf(missing !== "")(`the portal, on an origin of its own, in a browser${missing}`, () => {
  const closing: (() => unknown)[] = [];
  let browser: Browser;
  let cognito: StandInCognito;
  let portal: Serving;
  let planes: Awaited<ReturnType<typeof startPlanesOf>>;

  beforeAll(async () => {
    const evaluated = await evaluateRunnable();
    const [site, issuer, pages] = await Promise.all([serve(), serve(), serve()]);
    closing.push(site.close, issuer.close, pages.close);
    portal = site;
    const { domain } = named(evaluated, "aws:cognito/userPoolDomain:UserPoolDomain", "PeopleDomain").inputs;
    const graph = at(onOneMachine(evaluated), {
      "https://portalcdndistribution.cloudfront.net": site.origin,
      "https://cognito-idp.eu-central-1.amazonaws.com": issuer.origin,
      [`https://${domain}.auth.eu-central-1.amazoncognito.com`]: pages.origin,
    });
    cognito = await standInCognito({
      graph,
      issuerUrl: `${issuer.origin}/People-id`,
      pagesUrl: pages.origin,
      email: ADMIN,
    });
    issuer.answer(cognito.issuer);
    pages.answer(cognito.pages);
    planes = await startPlanesOf(graph, STAGE);
    closing.push(planes.stop);
    const urls = Object.entries({ Control: planes.control, Gateway: planes.gateway }).flatMap(
      ([title, url]) => [
        [`https://${title}Api-id.execute-api.eu-central-1.amazonaws.com/${STAGE}`, url],
        [`https://${title.toLowerCase()}api-id.execute-api.eu-central-1.amazonaws.com`, url],
      ],
    );
    site.answer(await standInCloudFront(at(graph, Object.fromEntries(urls))));
    browser = await startChromium();
    closing.push(() => browser.close());
  });
  afterAll(async () => {
    for (const close of closing.reverse()) await close();
  });

  const signIn = async (page: Awaited<ReturnType<typeof openPortal>>["page"], path: string) => {
    await page.goto(`${portal.origin}${path}`);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("link", { name: `Sign in as ${ADMIN}` }).click();
    await page.waitForURL(`${portal.origin}${path}`);
    await page.getByRole("button", { name: `Account: ${ADMIN}` }).waitFor();
  };

  it("signs people in at Cognito and reads the control plane, which names its origin and no other", async () => {
    cognito.spoilFirst = false;
    await using opened = await openPortal(browser);
    await signIn(opened.page, "/people");
    await settled(opened.page);
    await opened.page.getByText(ADMIN).first().waitFor();
    const of = async (origin: string) =>
      (await fetch(`${planes.control}/v1/me`, { headers: { Origin: origin } })).headers.get(
        "access-control-allow-origin",
      );
    expect(await of("https://elsewhere.example")).toBe(portal.origin);
    expect(opened.complaints).toEqual([]);
  });

  it("reads that its session is not good any more, also from API Gateway's own answer, and renews it", async () => {
    cognito.spoilFirst = true;
    await using opened = await openPortal(browser);
    const refused: number[] = [];
    opened.page.on("response", (response) => {
      if (response.url().startsWith(planes.control) && response.status() === 401)
        refused.push(response.status());
    });
    await signIn(opened.page, "/people");
    await settled(opened.page);
    expect(refused.length).toBeGreaterThan(0);
    expect(opened.complaints).toEqual([]);
  });

  it("tries a service through the gateway, which is yet another origin, whether or not the service names the portal's", async () => {
    const upstream = await serve();
    closing.push(upstream.close);
    upstream.answer((request, response) => response.end(`upstream: ${request.url}`));
    const send = as(planes, { "X-API-Key": planes.rootKey });
    await send("POST", "/v1/teams", { slug: "weather", name: "Weather" });
    const openapi = {
      openapi: "3.1.0",
      info: { title: "Any", version: "1" },
      paths: { "/hello": { get: { summary: "Say hello" } } },
    };
    const { body: consumer } = await send("POST", "/v1/consumers", { name: "app", team: "weather" });
    const credential = { name: "first", type: "api-key" };
    const { body: issued } = await send("POST", `/v1/consumers/${consumer.id}/credentials`, credential);
    for (const [slug, cors] of Object.entries({ open: { origins: [portal.origin] }, closed: undefined })) {
      const common = {
        slug,
        name: slug,
        team: "weather",
        kind: "rest",
        approval: "auto",
        status: "published",
      };
      const service = { ...common, upstream: { url: upstream.origin }, openapi, ...(cors ? { cors } : {}) };
      expect((await send("POST", "/v1/services", service)).status).toBe(201);
      await send("POST", `/v1/consumers/${consumer.id}/subscriptions`, { service: slug });
    }

    await using opened = await openPortal(browser);
    const { page } = opened;
    const tried = async (slug: string, apiKey: string) => {
      await signIn(page, `/catalog/${slug}?tab=reference`);
      const card = page.locator("details").filter({ hasText: "Say hello" });
      await card.locator("summary").click();
      await card.getByLabel("API key").fill(apiKey);
      await card.getByRole("button", { name: "Send" }).click();
      const outcome = card.getByText(/upstream: |The browser got no answer|invalid-credential/);
      const text = await outcome.textContent();
      await page.evaluate(() => sessionStorage.clear());
      return text;
    };
    expect(await tried("open", issued.secret.apiKey)).toContain("upstream: /hello");
    // API Gateway's own refusals name the portal's origin.
    expect(await tried("open", "lk_not_a_key")).toContain("invalid-credential");
    expect(await tried("closed", issued.secret.apiKey)).toContain("upstream: /hello");
  });

  it("signs out at Cognito as Cognito wants it, gives its refresh token back, and keeps nothing", async () => {
    cognito.spoilFirst = false;
    await using opened = await openPortal(browser);
    const { page } = opened;
    await signIn(page, "/catalog");
    const before = cognito.revoked.length;
    await page.getByRole("button", { name: /^Account/ }).click();
    const left = page.waitForRequest((request) => new URL(request.url()).pathname === "/logout");
    await page.getByRole("button", { name: "Sign out" }).click();
    const asked = new URL((await left).url()).searchParams;
    expect([asked.get("client_id"), asked.get("logout_uri")]).toEqual(["Portal-id", `${portal.origin}/`]);
    await page.waitForURL(`${portal.origin}/`);
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    expect(cognito.revoked.length).toBe(before + 1);
    const kept = await page.evaluate(() =>
      Object.keys(sessionStorage).filter((key) => key.startsWith("oidc.user")),
    );
    expect(kept).toEqual([]);
  });
});
