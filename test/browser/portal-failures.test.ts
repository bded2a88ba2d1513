import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { asPerson } from "../support/management.ts";
import { ownDemo } from "../support/own-latchkey.ts";
import { openPortal, PEOPLE, signIn } from "../support/portal-page.ts";

const { latchkey, browser } = ownDemo();
let consumer: string;
beforeAll(async () => {
  const developer = await asPerson(latchkey(), PEOPLE.developer);
  consumer = (await developer("POST", "/v1/consumers", { name: "fragile", team: "apps" })).body.id;
});

const problem = (status: number, code: string, detail: string) => ({
  status,
  contentType: "application/problem+json",
  headers: status === 429 ? { "Retry-After": "1" } : {},
  body: JSON.stringify({ type: "/docs/problems", title: code, status, detail, code, requestId: "req-42" }),
});

const forgetTokens = (page: Page) =>
  page.evaluate(() => {
    for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith("oidc.user"))) {
      const user = JSON.parse(sessionStorage.getItem(key) ?? "{}");
      sessionStorage.setItem(key, JSON.stringify({ ...user, id_token: "spoilt", refresh_token: undefined }));
    }
  });

describe("the portal when things go wrong", () => {
  it("asks again after a fault, then says what happened, with the request's id and a way on", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await signIn(page, latchkey(), PEOPLE.developer);
    let asked = 0;
    await page.route("**/v1/consumers?*", (route) => {
      asked += 1;
      return route.fulfill(problem(500, "internal-error", "Something went wrong here."));
    });
    await page.goto(`${latchkey().control}/consumers`);
    const alert = page.getByRole("alert");
    await alert.getByText("Something went wrong here.").waitFor();
    expect(asked).toBe(3);
    expect(await alert.textContent()).toContain("req-42");
    await page.unroute("**/v1/consumers?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("link", { name: "fragile" }).waitFor();
    expect(await alert.count()).toBe(0);
  });

  it("says when it cannot learn who is signed in, in place of waiting on", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await signIn(page, latchkey(), PEOPLE.developer);
    await page.route("**/v1/me", (route) => route.fulfill(problem(503, "unavailable", "Not now.")));
    await page.goto(`${latchkey().control}/decisions`);
    await page.getByRole("alert").getByText("Not now.").waitFor();
    await page.unroute("**/v1/me");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Nothing waits").waitFor();
  });

  it("waits as long as a 429 says, and continues", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await signIn(page, latchkey(), PEOPLE.developer);
    let refused = 0;
    await page.route("**/v1/consumers?*", (route) => {
      refused += 1;
      return refused === 1
        ? route.fulfill(problem(429, "rate-limited", "Too many requests."))
        : route.continue();
    });
    await page.goto(`${latchkey().control}/consumers`);
    await page.getByRole("link", { name: "fragile" }).waitFor();
    expect(refused).toBeGreaterThan(1);
  });

  it("takes a change back that the API refuses, and shows the detail", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await signIn(page, latchkey(), PEOPLE.developer);
    await page.goto(`${latchkey().control}/consumers/${consumer}/basics`);
    const seen = Promise.withResolvers<void>();
    await page.route("**/suspend", async (route) => {
      await seen.promise;
      await route.fulfill(problem(403, "forbidden", "Your role in the team does not allow this."));
    });
    await page.getByRole("button", { name: "Suspend" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
    await page.locator("[data-state=suspended]").waitFor();
    seen.resolve();
    await page.getByText("Your role in the team does not allow this.").waitFor();
    await page.locator("[data-state=active]").waitFor();
  });

  it("shows that it is loading on a slow network, and loses nothing that was typed", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await signIn(page, latchkey(), PEOPLE.developer);
    const seen = Promise.withResolvers<void>();
    await page.route("**/v1/**", async (route) => {
      await seen.promise;
      await route.continue();
    });
    await page.goto(`${latchkey().control}/consumers`);
    await page.getByLabel("Loading").or(page.getByText("Loading")).first().waitFor();
    seen.resolve();
    await page.getByRole("link", { name: "fragile" }).waitFor();
    await page.getByRole("button", { name: "New consumer" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("slow-one");
    await page.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "slow-one" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("stays on the way to a service that was chosen while the search was still being typed", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await page.route("**/assets/service-page*.js", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await route.continue();
    });
    await signIn(page, latchkey(), PEOPLE.developer);
    await page.getByRole("link", { name: "Echo" }).waitFor();
    await page.getByLabel("Search").fill("echo");
    await page.getByRole("link", { name: "Echo" }).click();
    await page.getByRole("heading", { level: 1, name: "Echo" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/catalog/echo");
  });

  it("asks to sign in again when the session has ended, and comes back to the same page", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await signIn(page, latchkey(), PEOPLE.developer);
    await forgetTokens(page);
    await page.goto(`${latchkey().control}/consumers/${consumer}/subscriptions`);
    await page.getByRole("dialog", { name: "Your session has ended" }).waitFor();
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${latchkey().control}/consumers/${consumer}/subscriptions`);
    await page.getByRole("heading", { level: 1, name: "fragile" }).waitFor();
  });

  it("renews a session by itself while it can", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await signIn(page, latchkey(), PEOPLE.developer);
    await page.evaluate(() => {
      for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith("oidc.user"))) {
        const user = JSON.parse(sessionStorage.getItem(key) ?? "{}");
        sessionStorage.setItem(
          key,
          JSON.stringify({ ...user, id_token: `${user.id_token.slice(0, -8)}AAAAAAAA` }),
        );
      }
    });
    await page.goto(`${latchkey().control}/consumers`);
    await page.getByRole("link", { name: "fragile" }).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it("keeps tokens out of every address, and out of localStorage", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    const addresses: string[] = [];
    page.on("request", (request) => addresses.push(request.url()));
    await signIn(page, latchkey(), PEOPLE.developer);
    const token = await page.evaluate(() => {
      const key = Object.keys(sessionStorage).find((name) => name.startsWith("oidc.user")) ?? "";
      return String(JSON.parse(sessionStorage.getItem(key) ?? "{}").id_token);
    });
    expect(token.split(".")).toHaveLength(3);
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByText("Sign out?").waitFor();
    expect(addresses.filter((address) => address.includes(token))).toEqual([]);
    await page.goto(latchkey().control);
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("ey");
    expect(
      await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("oidc.user"))),
    ).toEqual([]);
  });
});
