import { expect, it } from "vitest";
import { asPerson } from "../support/management.ts";
import { PEOPLE } from "../support/portal-page.ts";
import { startLatchkey } from "../support/running-latchkey.ts";

it("takes the demo's services along to another port, and leaves what people have added", async () => {
  const first = await startLatchkey({ LATCHKEY_SEED: "demo" });
  const before = await asPerson(first, PEOPLE.provider);
  const theirs = "https://app.example";
  await before("PATCH", "/v1/services/echo", { cors: { origins: [first.control, theirs] } });
  await first.stop();

  await using second = await startLatchkey({ LATCHKEY_SEED: "demo", LATCHKEY_DATA: first.data });
  expect(second.control).not.toBe(first.control);
  const after = await asPerson(second, PEOPLE.provider);
  const { body } = await after("GET", "/v1/services/echo");
  expect(body.upstream.url).toBe(`${second.control}/_local/upstreams/echo`);
  expect(body.cors.origins).toEqual([second.control, theirs]);
});
