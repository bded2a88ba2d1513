import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asRoot, eventually } from "../support/management.ts";
import { enter, openPortal, PEOPLE, settled } from "../support/portal-page.ts";
import { ownProvider } from "./provider.fixture.ts";

const { latchkey, browser, provider, publish, consumer } = ownProvider();

describe("a provider", () => {
  it("lets another team name the issuer of its tokens", async () => {
    const root = asRoot(latchkey());
    const { body: own } = await provider("GET", "/v1/teams");
    const team: string = own.items[0].slug;
    const { body: made } = await root("POST", "/v1/consumers", { name: "token-caller", team });
    const publicKey = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
    const named = { name: "t", type: "jwt", algorithm: "EdDSA", issuer: "https://idp.example", publicKey };
    await root("POST", `/v1/consumers/${made.id}/credentials`, named);
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.provider, `/teams/${team}/settings`);
    const issuers = page.getByRole("region", { name: "Issuers of tokens" });
    await issuers.getByText("https://idp.example").waitFor();
    await issuers.getByLabel("Other teams that may name it: https://idp.example").fill("apps");
    await issuers.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    const { body } = await provider("GET", `/v1/issuers/${encodeURIComponent("https://idp.example")}`);
    expect(body).toMatchObject({ team, teams: [team, "apps"] });
    expect(complaints).toEqual([]);
  });

  it("makes a service, says what it is made of, publishes it and adds a subscriber", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.provider, "/services");
    await page.getByRole("button", { name: "New service" }).click();
    const asked = page.getByRole("dialog");
    await asked.getByLabel("Name").fill("Weather");
    await asked.getByLabel("Upstream: Address").fill("https://weather.example");
    await asked.getByRole("button", { name: "Create", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Weather" }).waitFor();

    await page.getByRole("switch", { name: "Prove each call to the upstream" }).check();
    await page
      .getByLabel("When a limit cannot be counted")
      .selectOption({ label: "Let the call through uncounted" });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();

    await page.getByRole("link", { name: "Plans, scopes, rules" }).click();
    await page.getByRole("button", { name: "Add a plan" }).click();
    await page.getByRole("group", { name: "Plan 1" }).getByLabel("Name").fill("free");
    await page.getByRole("button", { name: "Add a scope" }).click();
    const scope = page.getByRole("group", { name: "Scope 1" });
    await scope.getByLabel("Name").fill("forecasts.read");
    await scope.getByLabel("Methods").fill("get, HEAD");
    await scope.getByLabel("Paths").fill("/forecasts\n/forecasts/*");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").nth(1).waitFor();
    await page.getByRole("button", { name: "Publish" }).click();
    await page.locator("[data-state=published]").waitFor();
    // The page shows it before the answer is there.
    const published = await eventually(
      () => provider("GET", "/v1/services/weather"),
      ({ body }) => body.status === "published",
    );
    expect(published.body).toMatchObject({
      status: "published",
      assertion: true,
      whenCountersFail: "open",
      plans: [{ name: "free" }],
      scopes: [{ name: "forecasts.read", methods: ["GET", "HEAD"], paths: ["/forecasts", "/forecasts/*"] }],
    });

    await page.getByRole("link", { name: "Subscribers" }).click();
    await page.getByRole("button", { name: "Add a subscriber" }).click();
    await page.getByLabel("Id of the consumer").fill(consumer());
    await page.getByRole("dialog").getByRole("button", { name: "Add a subscriber" }).click();
    const row = page.getByRole("row").filter({ hasText: "known-shop" });
    await row.locator("[data-state=active]").waitFor();
    expect(await row.textContent()).toContain("free");
    expect(complaints).toEqual([]);
  });

  it("invites somebody, who joins without signing in, and withdraws another invitation", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.provider, "/teams/demo/members");
    for (const email of ["zoe@stranger.test", "eve@stranger.test"]) {
      await page.getByLabel("Invite somebody").fill(email);
      await page.getByRole("button", { name: "Invite", exact: true }).click();
      await page.getByText(`${email} was invited, by one mail a day at most.`).waitFor();
    }
    const rowOf = (email: string) => page.getByRole("row").filter({ hasText: email });
    await rowOf("zoe@stranger.test").locator("[data-state=pending]").waitFor();
    await page.getByRole("button", { name: "Withdraw: eve@stranger.test" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
    await page.getByText("eve@stranger.test is not invited any more.").waitFor();
    await rowOf("eve@stranger.test").waitFor({ state: "detached" });

    const inbox = async () => (await provider("GET", "/_local/inbox.json")).body;
    const mails = await eventually(inbox, (all) =>
      all.some(({ to }: { to: string }) => to === "zoe@stranger.test"),
    );
    const mail = mails.find(({ to }: { to: string }) => to === "zoe@stranger.test");
    await using guest = await openPortal(browser());
    await guest.page.goto(/http\S+\/invitations\/[\w.~-]+/.exec(mail.text)?.[0] ?? "");
    await guest.page.getByRole("heading", { name: "You are invited to a team" }).waitFor();
    await guest.page.getByRole("button", { name: "Accept" }).click();
    await guest.page.getByRole("heading", { name: "The invitation is accepted" }).waitFor();
    await page.reload();
    await rowOf("zoe@stranger.test").locator("[data-state=active]").waitFor();
    expect([...complaints, ...guest.complaints]).toEqual([]);
  });

  it("retires a service without saving the form around it", async () => {
    await publish("old", "Old");
    await using portal = await openPortal(browser());
    const { page } = portal;
    await enter(page, latchkey(), PEOPLE.provider, "/services/old/settings");
    let changes = 0;
    page.on("request", (request) => {
      if (request.method() === "PATCH") changes += 1;
    });
    await page.getByRole("button", { name: "Retire" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Retire" }).click();
    await page.locator("[data-state=retired]").waitFor();
    await settled(page);
    // Every other change of the page is requested before the page is loaded again.
    await page.reload();
    await page.locator("[data-state=retired]").waitFor();
    await settled(page);
    expect(changes).toBe(1);
  });
});
