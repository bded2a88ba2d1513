import { createDynamoClient } from "@latchkey/aws/dynamo/dynamo-client";
import { blockedCallTable } from "@latchkey/aws/stores/blocked-call-table";
import { findRunningEngine } from "@latchkey/local/dynamodb/embedded-engine";
import { expect, it } from "vitest";
import { enter, openPortal, PEOPLE } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const { latchkey, browser, provider, developer } = sharedDemo();

/** As the function `note-blocked` of a deployed stage: one machine has no firewall. */
const blocked = async (service: string, requestId: string) => {
  const endpoint = (await findRunningEngine(latchkey().data)) ?? "";
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = createDynamoClient({
    endpoint,
    region: "eu-central-1",
    credentials,
  });
  const { body } = await provider("GET", `/v1/services/${service}`);
  const call = { requestId, rule: "GenericLFI_URIPATH", method: "GET", path: "/files/<b>../x</b>" };
  const at = new Date().toISOString();
  await blockedCallTable({ client, tableName: "latchkey" }).noteBlocked(
    body.id,
    [{ at, ...call }],
    Date.now(),
  );
  client.destroy();
};

it("a provider sees what the firewall blocked under the service's usage, and nothing of it where nothing was", async () => {
  await using portal = await openPortal(browser());
  const { page, complaints } = portal;
  await enter(page, latchkey(), PEOPLE.provider, "/services/haiku/usage");
  await page.getByText("No calls in this time").waitFor();
  expect(await page.getByRole("heading", { name: "Blocked by the firewall" }).count()).toBe(0);

  await blocked("echo", "Ed0AiHF_seen=");
  expect((await developer("GET", "/v1/services/echo/refusals")).status).toBe(404);
  await page.goto(new URL("/services/echo/usage", latchkey().control).href);
  const section = page.getByRole("region", { name: "Blocked by the firewall" });
  const row = section.getByRole("row").filter({ hasText: "Ed0AiHF_seen=" });
  await row.getByText("GET /files/<b>../x</b>", { exact: true }).waitFor();
  await row.getByText("GenericLFI_URIPATH").waitFor();
  await row.getByText("The firewall took the path for an attack.").waitFor();
  expect(complaints).toEqual([]);
});
