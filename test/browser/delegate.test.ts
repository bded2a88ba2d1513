import { expect, it } from "vitest";
import { freshName } from "../support/making.ts";
import { asPerson, asRoot } from "../support/management.ts";
import { enter, openPortal } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const demo = sharedDemo();

it("a person names a delegate from the account menu, sees until when, and decides alone again", async () => {
  const [away, deputy] = [`${freshName("away")}@demo.test`, `${freshName("deputy")}@demo.test`];
  const root = asRoot(demo.latchkey());
  for (const email of [away, deputy])
    await root("PUT", `/v1/teams/demo/members/${email}`, { role: "member" });
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await using portal = await openPortal(demo.browser());
  const { page, complaints } = portal;
  await enter(page, demo.latchkey(), away, "/catalog");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("link", { name: "While I am away" }).click();
  await page.getByText("You decide alone.").waitFor();
  const name = async (email: string) => {
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Until the end of this day (UTC)").fill(day);
    await page.getByRole("button", { name: "Name a delegate" }).click();
  };
  await name("stranger@elsewhere.test");
  await page.getByText("a member or an owner of a team that you belong to", { exact: true }).waitFor();
  await name(deputy);
  await page.getByText(`${deputy} decides beside you.`).waitFor();
  const send = await asPerson(demo.latchkey(), away);
  expect((await send("GET", "/v1/me/delegate")).body).toMatchObject({
    email: deputy,
    until: `${day}T23:59:59.000Z`,
    team: "demo",
  });
  await page.getByRole("button", { name: "Decide alone again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Decide alone again" }).click();
  await page.getByText("You decide alone.").waitFor();
  expect((await send("GET", "/v1/me/delegate")).status).toBe(404);
  expect(complaints).toEqual([]);
});

it("a person chooses one mail a day for applications, and a mail for each again", async () => {
  const person = `${freshName("busy")}@demo.test`;
  await using portal = await openPortal(demo.browser());
  const { page, complaints } = portal;
  await enter(page, demo.latchkey(), person, "/delegate");
  const send = await asPerson(demo.latchkey(), person);
  for (const [label, applications] of [
    ["One mail a day", "daily"],
    ["A mail for each", "each"],
  ] as const) {
    await page.getByRole("radio", { name: label }).check();
    await page.getByRole("button", { name: "Save the choice" }).click();
    await page.getByText("Your mails come as you have chosen.").first().waitFor();
    await expect.poll(async () => (await send("GET", "/v1/me/mail")).body.applications).toBe(applications);
    await page.reload();
    await page.getByRole("radio", { name: label, checked: true }).waitFor();
  }
  expect(complaints).toEqual([]);
});
