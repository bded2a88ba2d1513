import { expect, it } from "vitest";
import { freshName, making } from "../support/making.ts";
import { asPerson, asRoot } from "../support/management.ts";
import { enter, openPortal } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const demo = sharedDemo();

const HOSTILE = `<img src=x onerror="document.title='taken'">`;

it("an owner offers a consumer, the other team's owner looks at it and takes it, and is told to rotate", async () => {
  const make = making(asRoot(demo.latchkey()));
  const [from, to] = [freshName("giving"), freshName("taking")];
  const [giver, taker] = [`giver@${from}.test`, `taker@${to}.test`];
  await make.team({ slug: from, owners: [giver] });
  await make.team({ slug: to, owners: [taker] });
  const consumer = await make.consumer(from, { description: HOSTILE });
  await make.credential(consumer, { name: HOSTILE });
  await asRoot(demo.latchkey())("PATCH", `/v1/teams/${to}`, { maxCredentialDays: 30 });

  await using giving = await openPortal(demo.browser());
  await enter(giving.page, demo.latchkey(), giver, `/consumers/${consumer.id}/basics`);
  await giving.page.getByRole("button", { name: "Transfer", exact: true }).click();
  const dialog = giving.page.getByRole("dialog");
  const send = dialog.getByRole("button", { name: "Transfer", exact: true });
  await dialog.getByLabel("The other team").fill(to);
  expect(await send.isDisabled()).toBe(true);
  await dialog.getByLabel(/to confirm/i).fill(consumer.name);
  await send.click();
  await giving.page.getByText(`Offered to the team ${to}`).waitFor();

  await using taking = await openPortal(demo.browser());
  await enter(taking.page, demo.latchkey(), taker, "/consumers");
  await taking.page.getByRole("heading", { name: `Offered to ${to}` }).waitFor();
  await taking.page.getByRole("button", { name: "Look at it" }).click();
  const offer = taking.page.getByRole("dialog");
  await offer.getByText(HOSTILE, { exact: true }).waitFor();
  await offer.getByText(`The team ${from} knows the secrets`).waitFor();
  await offer.getByRole("button", { name: "Accept" }).click();
  await taking.page.waitForURL(`**/consumers/${consumer.id}/credentials`);
  await taking.page.getByText(`The team ${from} knows the secrets`).waitFor();
  const asTaker = await asPerson(demo.latchkey(), taker);
  const credentials = `/v1/consumers/${consumer.id}/credentials`;
  for (const { id } of (await asTaker("GET", credentials)).body.items)
    expect((await asTaker("POST", `${credentials}/${id}/rotate`, {})).status).toBe(201);
  await taking.page.reload();
  await taking.page.getByText(HOSTILE, { exact: true }).first().waitFor();
  expect(await taking.page.getByText(`The team ${from} knows the secrets`).count()).toBe(0);
  expect(await taking.page.title()).not.toBe("taken");
  expect([...giving.complaints, ...taking.complaints]).toEqual([]);
});

it("who offers takes the offer back, and who is offered declines", async () => {
  const make = making(asRoot(demo.latchkey()));
  const [from, to] = [freshName("giving"), freshName("taking")];
  const owner = `owner@${from}.test`;
  await make.team({ slug: from, owners: [owner] });
  await make.team({ slug: to, owners: [owner] });
  const consumer = await make.consumer(from);
  await make.offer(consumer, to);
  await using portal = await openPortal(demo.browser());
  const { page } = portal;
  await enter(page, demo.latchkey(), owner, `/consumers/${consumer.id}/basics`);
  await page.getByRole("button", { name: "Withdraw the offer" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw the offer" }).click();
  await page.getByText(`${consumer.name} stays with your team.`).waitFor();
  await make.offer(consumer, to);
  await page.goto(`${new URL(page.url()).origin}/consumers`);
  await page.getByRole("button", { name: "Look at it" }).click();
  await page.getByRole("button", { name: "Decline" }).click();
  await page
    .getByRole("dialog", { name: `Decline ${consumer.name}?` })
    .getByRole("button", { name: "Decline" })
    .click();
  await page.getByText(`${consumer.name} was declined.`).waitFor();
  expect(portal.complaints).toEqual([]);
});
