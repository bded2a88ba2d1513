import { beforeAll, describe, expect, it } from "vitest";
import { asPerson, type Send } from "../support/management.ts";
import { ownDemo } from "../support/own-latchkey.ts";
import { openPortal, PEOPLE, signIn } from "../support/portal-page.ts";

const { latchkey, browser } = ownDemo();
let developer: Send;
let path: string;
let consumer: string;
beforeAll(async () => {
  developer = await asPerson(latchkey(), PEOPLE.developer);
  consumer = (await developer("POST", "/v1/consumers", { name: "shared", team: "apps" })).body.id;
  path = `${latchkey().control}/consumers/${consumer}/basics`;
});

const read = async () => (await developer("GET", `/v1/consumers/${consumer}`)).body;

describe("two tabs that edit the same consumer", () => {
  it("overwrite nothing unseen: the slower one is shown both, and its choice is kept", async () => {
    await developer("PATCH", `/v1/consumers/${consumer}`, { description: "", labels: {} });
    await using portal = await openPortal(browser());
    const { page: first, complaints } = portal;
    await signIn(first, latchkey(), PEOPLE.developer);
    await first.goto(path);
    await first.getByRole("textbox", { name: "Description" }).fill("mine");

    // A tab has a session of its own; the issuer knows who signs in again.
    const second = await first.context().newPage();
    await second.goto(path);
    await second.getByRole("button", { name: "Sign in" }).click();
    await second.getByRole("textbox", { name: "Description" }).fill("theirs");
    await second.getByRole("textbox", { name: "Labels" }).fill("stage=test");
    await second.getByRole("button", { name: "Save" }).click();
    await second.getByText("Saved.").waitFor();

    await first.getByRole("button", { name: "Save" }).click();
    const dialog = first.getByRole("dialog", { name: "Changed meanwhile" });
    await dialog.getByText("theirs").waitFor();
    expect((await read()).description).toBe("theirs");
    await dialog.getByRole("button", { name: "Save mine over it" }).click();
    await first.getByText("Saved.").waitFor();
    // What I did not touch stays as they left it.
    expect(await read()).toMatchObject({ description: "mine", labels: { stage: "test" } });
    expect(complaints).toEqual([]);
  });

  it("can take what the other one saved", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await signIn(page, latchkey(), PEOPLE.developer);
    await page.goto(path);
    const field = page.getByRole("textbox", { name: "Description" });
    await field.fill("again mine");
    await developer("PATCH", `/v1/consumers/${consumer}`, { description: "again theirs" });
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Take what is saved" }).click();
    expect(await field.inputValue()).toBe("again theirs");
    expect((await read()).description).toBe("again theirs");
  });
});
