import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { enter, openPortal, PEOPLE, type PortalPage } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const { latchkey, browser, developer, provider } = sharedDemo();

let credentials: string;
let path: string;
let portal: PortalPage;
beforeAll(async () => {
  const { body } = await developer("POST", "/v1/consumers", { name: "changes-settings", team: "apps" });
  credentials = `/v1/consumers/${body.id}/credentials`;
  path = `/consumers/${body.id}/credentials`;
  portal = await openPortal(browser());
  await enter(portal.page, latchkey(), PEOPLE.developer);
});
afterAll(() => portal?.[Symbol.asyncDispose]());

const published = () =>
  generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({ format: "pem", type: "spki" });

describe("the settings of a credential", () => {
  it.each([
    ["with-jwks", { jwksUri: "https://keys.settings.example/jwks" }],
    ["with-key", { publicKey: published() }],
  ])("are where Rotate leads to, as its keys are not the stage's: %s", async (name, keys) => {
    const { page, complaints } = portal;
    const issuer = `https://${name}.example`;
    const asked = { name, type: "jwt", algorithm: "ES256", issuer, ...keys };
    const made = await developer("POST", credentials, asked);
    await page.goto(`${latchkey().control}${path}`);
    await page.getByRole("button", { name: `Actions: ${name}` }).click();
    await page.getByRole("menuitem", { name: "Rotate" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Edit its settings" }).click();
    const form = page.getByRole("dialog", { name: `Edit ${name}` });
    await form.getByLabel("Checked with").selectOption({ label: "The keys of an identity provider (JWKS)" });
    await form.getByLabel("JWKS address").fill("https://other.settings.example/jwks");
    await form.getByLabel("Audience (aud)").fill("portal");
    await form.getByLabel("Longest life of a token in seconds").fill("600");
    await form.getByRole("checkbox", { name: "ES384" }).check();
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "detached" });
    const { body } = await developer("GET", `${credentials}/${made.body.credential.id}`);
    expect(body).toMatchObject({
      jwksUri: "https://other.settings.example/jwks",
      audience: "portal",
      maxLifetimeSeconds: 600,
      algorithms: ["ES256", "ES384"],
    });
    expect(complaints).toEqual([]);
  });

  it("of a signing key are changed, and what is wrong is said beside its field", async () => {
    const { page, complaints } = portal;
    const made = await developer("POST", credentials, { name: "signs", type: "aksk" });
    await page.goto(`${latchkey().control}${path}`);
    await page.getByRole("button", { name: "Actions: signs" }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    const form = page.getByRole("dialog", { name: "Edit signs" });
    for (const scheme of ["AWS Signature V4", "APISIX hmac-auth", "HTTP Message Signatures (RFC 9421)"])
      await form.getByRole("checkbox", { name: scheme }).uncheck();
    await form.getByRole("switch", { name: "Accept each signature once" }).check();
    await form.getByLabel("Carried in").selectOption({ label: "A header of another name" });
    await form.getByLabel("Its name").fill("not a name");
    await form.getByRole("button", { name: "Save" }).click();
    const wrong = form.getByLabel("Its name");
    await form.locator("[aria-invalid=true]").waitFor();
    expect(await wrong.getAttribute("aria-invalid")).toBe("true");
    await wrong.fill("X-Signed");
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "detached" });
    const { body } = await eventually(
      () => developer("GET", `${credentials}/${made.body.credential.id}`),
      ({ body }) => body.revision > 1,
    );
    expect(body).toMatchObject({
      schemes: ["gateway-hmac"],
      replayProtection: true,
      in: [{ where: "header", name: "X-Signed" }],
    });
    expect(complaints).toEqual([]);
  });
});

describe("of a rotated credential", () => {
  const secrets = async () =>
    Promise.all(["old", "new"].map((which) => portal.page.locator(`[data-secret-of=${which}]`).innerText()));

  it("the page says which of its secrets is used yet", async () => {
    const { page, complaints } = portal;
    const { body: applied } = await developer(
      "POST",
      `/v1${path.replace("/credentials", "/subscriptions")}`,
      {
        service: "echo",
      },
    );
    await provider("POST", `/v1/subscriptions/${applied.id}/approve`, {});
    const { body: first } = await developer("POST", credentials, { name: "rotated", type: "api-key" });
    const { body: next } = await developer("POST", `${credentials}/${first.credential.id}/rotate`, {});
    await page.goto(`${latchkey().control}${path}`);
    await expect
      .poll(secrets)
      .toEqual([
        expect.stringMatching(/^Old secret: works until .* · not used since the rotation$/),
        expect.stringMatching(/^New secret: works from .* · not used yet$/),
      ]);
    for (const { apiKey } of [first.secret, next.secret])
      await fetch(`${latchkey().gateway}/echo/`, { headers: { "X-API-Key": apiKey } });
    await page.reload();
    await expect
      .poll(secrets)
      .toEqual([
        expect.stringMatching(/ · last used (now|.* ago)$/),
        expect.stringMatching(/ · last used (now|.* ago)$/),
      ]);
    expect(complaints).toEqual([]);
  });
});
