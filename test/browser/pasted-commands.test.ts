import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { asPerson } from "../support/management.ts";
import { ownDemo } from "../support/own-latchkey.ts";
import { enter, openPortal, PEOPLE } from "../support/portal-page.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const run = promisify(execFile);

const { latchkey, browser } = ownDemo();
let consumer: string;
beforeAll(async () => {
  const provider = await asPerson(latchkey(), PEOPLE.provider);
  const developer = await asPerson(latchkey(), PEOPLE.developer);
  for (const service of ["echo", "haiku"])
    await provider("PATCH", `/v1/services/${service}`, { approval: "auto" });
  consumer = (await developer("POST", "/v1/consumers", { name: "pasted", team: "apps" })).body.id;
  for (const service of ["echo", "haiku"])
    await developer("POST", `/v1/consumers/${consumer}/subscriptions`, { service });
});

const TYPES = ["API key", "User and password", "JWT", "Signing key (AK/SK)"] as const;

/** Issues one as people do, and reads the commands that are shown beside its secret. */
const commandsOf = async (page: Page, type: (typeof TYPES)[number], service: string): Promise<string[]> => {
  await page.goto(`${latchkey().control}/consumers/${consumer}/credentials`);
  await page.getByRole("button", { name: "Issue a credential" }).click();
  await page.getByRole("radio", { name: type, exact: true }).check();
  await page.getByRole("textbox", { name: "Name" }).first().fill(`${type} ${service}`);
  if (type === "JWT") await page.getByLabel("Issuer (iss)").fill(`https://issuer.example/${service}`);
  await page.getByRole("button", { name: "Issue", exact: true }).click();
  await page.getByText("This is shown once.").waitFor();
  await page.getByRole("combobox", { name: "Service" }).click();
  await page.getByRole("option", { name: service }).click();
  await page
    .getByText(service === "haiku" ? "/chat/completions" : "/echo/hello")
    .first()
    .waitFor();
  const commands: string[] = [];
  for (const language of ["curl", "JavaScript", "Python"]) {
    await page.getByRole("tab", { name: language }).click();
    commands.push((await page.locator("[role=tabpanel] pre code").textContent()) ?? "");
  }
  return commands;
};

describe.each(TYPES)("the commands beside a new credential: %s", (type) => {
  it.each([
    ["echo", '"path":"/hello"'],
    ["haiku", "A key in the latch"],
  ])("call %s as they are, in each language", async (service, expected) => {
    await using portal = await openPortal(browser());
    await enter(portal.page, latchkey(), PEOPLE.developer);
    const [curl = "", javascript = "", python = ""] = await commandsOf(portal.page, type, service);
    const answers = await Promise.all([
      run("bash", ["-c", curl], { cwd: ROOT }),
      run(process.execPath, ["--input-type=module", "-e", javascript], { cwd: ROOT }),
      run("python3", ["-c", python], { cwd: ROOT }),
    ]);
    for (const { stdout } of answers) expect(stdout).toContain(expected);
    expect(portal.complaints).toEqual([]);
  });
});
