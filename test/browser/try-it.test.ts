import { type LoopbackServer, startServer } from "@latchkey/core/testing/loopback-server";
import { SignJWT } from "jose";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter, openPortal, PEOPLE, type PortalPage } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";
import { TRIED_DOCUMENT } from "./tried-document.fixture.ts";

const { latchkey, browser, developer, provider } = sharedDemo();
const SLUG = "tried-out";
const ISSUER = "https://tried-out.example";

let upstream: LoopbackServer;
let portal: PortalPage;
let path: string;
const reached: string[] = [];

const issue = async (input: Record<string, unknown>) =>
  (await developer("POST", path, { name: String(input["type"]), ...input })).body.secret;

beforeAll(async () => {
  upstream = await startServer((request, response) => {
    reached.push(request.url ?? "");
    if (request.url === "/elsewhere") response.writeHead(307, { Location: "/tried-out/stolen" }).end();
    else response.end(JSON.stringify({ url: request.url, headers: request.headers }));
  });
  const service = {
    slug: SLUG,
    name: SLUG,
    team: "demo",
    kind: "rest",
    approval: "auto",
    status: "published",
  };
  const made = await provider("POST", "/v1/services", {
    ...service,
    upstream: { url: upstream.url },
    openapi: TRIED_DOCUMENT,
  });
  expect(made.status).toBe(201);
  const { body } = await developer("POST", "/v1/consumers", { name: "tries-out", team: "apps" });
  await developer("POST", `/v1/consumers/${body.id}/subscriptions`, { service: SLUG });
  path = `/v1/consumers/${body.id}/credentials`;
  portal = await openPortal(browser());
  await enter(portal.page, latchkey(), PEOPLE.developer, `/catalog/${SLUG}?tab=reference`);
});
afterAll(async () => {
  await portal?.[Symbol.asyncDispose]();
  upstream?.stop();
});

const open = async (page: Page, summary: string): Promise<Locator> => {
  const card = page.locator("details").filter({ has: page.locator("summary", { hasText: summary }) });
  if ((await card.getAttribute("open")) === null) await card.locator("summary").click();
  return card;
};

/** Sends, and reads what the page then says. */
const sent = async (card: Locator): Promise<string> => {
  const answered = card.locator("[aria-live]");
  await card.getByRole("button", { name: "Send" }).click();
  await card.locator("[aria-live] > *").waitFor();
  return answered.innerText();
};

/** By its whole label, which ends in an asterisk where the input is required. */
const inputOf = (card: Locator, label: string) =>
  card.getByLabel(new RegExp(`^${label.replaceAll(/[()]/g, "\\$&")}( \\*)?$`));

const fill = async (card: Locator, fields: Record<string, string>) => {
  for (const [label, value] of Object.entries(fields)) await inputOf(card, label).fill(value);
};

const FIELDS = { id: "a/b", "X-Tenant": "blue" };

describe("a service whose provider named no origin, tried in the portal", () => {
  it.each([
    [
      "API key",
      { type: "api-key" },
      async (secret: Record<string, string>) => ({ "API key": secret["apiKey"] ?? "" }),
    ],
    [
      "User and password",
      { type: "basic" },
      async ({ username = "", password = "" }: Record<string, string>) => ({
        "User name": username,
        Password: password,
      }),
    ],
    [
      "JWT",
      { type: "jwt", algorithm: "HS256", issuer: ISSUER },
      async ({ secret = "", subject }: Record<string, string>) => ({
        Token: await new SignJWT(subject === undefined ? {} : { sub: subject })
          .setProtectedHeader({ alg: "HS256" })
          .setIssuer(ISSUER)
          .setExpirationTime("1h")
          .sign(new TextEncoder().encode(secret)),
      }),
    ],
  ] as const)("is called with: %s", async (label, input, fields) => {
    const { page } = portal;
    const card = await open(page, "Make");
    await card.getByLabel("Credential", { exact: true }).selectOption({ label });
    await fill(card, { ...(await fields(await issue(input))), ...FIELDS });
    const answer = await sent(card);
    expect(answer).toContain("200, after");
    expect(answer).toContain('"url": "/things/a%2Fb"');
    expect(answer).toContain('"x-tenant": "blue"');
  });

  it("is called with a signature of each scheme that a browser can send, and never with the secret", async () => {
    const { page } = portal;
    const secret = await issue({ type: "aksk", schemes: ["aws4", "rfc9421", "gateway-hmac"] });
    const card = await open(page, "Make");
    await card.getByLabel("Credential", { exact: true }).selectOption({ label: "Signing key (AK/SK)" });
    await fill(card, { "Access key": secret.accessKey, "Secret key": secret.secretKey, ...FIELDS });
    const scheme = card.getByLabel("Signature scheme");
    for (const value of ["aws4", "rfc9421", "HMAC-SHA256", "SDK-HMAC-SHA256"]) {
      await scheme.selectOption(value);
      const asked = page.waitForRequest((request) => request.method() === "POST");
      expect(`${value}: ${await sent(card)}`).toContain("200, after");
      const request = await asked;
      const all = JSON.stringify([request.url(), await request.allHeaders(), request.postData()]);
      expect(all).not.toContain(secret.secretKey);
    }
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(secret.secretKey);
  });

  it("says why a call is refused: what API Gateway answers, and what the gateway does", async () => {
    const { page } = portal;
    const card = await open(page, "Make");
    await card.getByLabel("Credential", { exact: true }).selectOption({ label: "API key" });
    await fill(card, { "API key": "lk_not_a_key", ...FIELDS });
    expect(await sent(card)).toContain("invalid-credential");
    const { apiKey } = await issue({ type: "api-key", name: "narrow", allowedIps: ["192.0.2.1"] });
    await fill(card, { "API key": apiKey });
    expect(await sent(card)).toContain("403, after");
  });
});

describe("what a provider's document says", () => {
  it("has no field for what proves who calls, and no place that is called", async () => {
    const card = await open(portal.page, "Make");
    expect(await inputOf(card, "Authorization").count()).toBe(0);
    expect(await inputOf(card, "X-API-Key").count()).toBe(0);
    const requests: string[] = [];
    portal.page.on("request", (request) => requests.push(request.url()));
    const { apiKey } = await issue({ type: "api-key", name: "kept" });
    await fill(card, { "API key": apiKey, ...FIELDS, "API key (again)": apiKey });
    expect(await sent(card)).toContain("nothing was sent");
    await fill(await open(portal.page, "Climb"), {});
    expect(await sent(await open(portal.page, "Climb"))).toContain("leads out of the service");
    expect(requests.filter((url) => !url.startsWith(latchkey().control))).toEqual([]);
  });

  it("leads nowhere by a redirect", async () => {
    const card = await open(portal.page, "Redirect");
    expect(await sent(card)).toContain("answered with a redirect");
    expect(reached).toContain("/elsewhere");
    expect(reached.filter((url) => url.includes("stolen"))).toEqual([]);
  });

  it("expands to no more than a page can show", async () => {
    const card = await open(portal.page, "Expand");
    await card.getByRole("button", { name: "Send" }).waitFor();
    const shown = await portal.page.evaluate(() => ({
      text: document.body.innerText.length,
      elements: document.querySelectorAll("*").length,
    }));
    expect(shown.text).toBeLessThan(1_000_000);
    expect(shown.elements).toBeLessThan(20_000);
    expect(portal.complaints.filter((each) => !/status of/.test(each))).toEqual([]);
  });
});
