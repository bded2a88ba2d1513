import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { askRoot } from "../support/ask-root.ts";
import { as, eventually } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";
import { mailsTo, reporting } from "./leaking.fixture.ts";

const { latchkey } = ownLatchkey();
const report = reporting(latchkey);
const statusOf = async (key: string) => (await as(latchkey(), { "X-API-Key": key })("GET", "/v1/me")).status;

it("root's key ends like every other, admins are mailed, and an operator makes a new one", async () => {
  const leaked = latchkey().rootKey;
  expect(await statusOf(leaked)).toBe(200);
  await report({ items: [{ token: leaked, url: "https://paste.example/1" }] });
  await eventually(
    () => statusOf(leaked),
    (status) => status === 401,
  );
  const mails = await eventually(
    () => mailsTo(latchkey(), "admin@demo.test"),
    (found) => found.some(({ subject }) => /^Leaked/.test(subject)),
  );
  expect(mails.map(({ text }) => text).join()).toContain("paste[.]example/1");
  expect((await askRoot(latchkey(), { do: "rotate-root-key" })).status).toBe(200);
  const made = (await readFile(join(latchkey().data, "root.key"), "utf8")).trim();
  expect([await statusOf(made), await statusOf(leaked)]).toEqual([200, 401]);
});
