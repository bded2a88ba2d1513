import { expect } from "vitest";
import { jsonOf } from "../client/client.ts";
import { across, HTTP, type Row } from "../row.ts";

const KIND = "methods, tags and lengths of our own pages";
const JSON_TYPE = { "Content-Type": "application/json" };

const heads = ["/v1/catalog", "/docs/problems", "/v1/openapi.json"].flatMap((path) =>
  across(KIND, `HEAD ${path}`, HTTP, ["none"], async ({ latchkey }, send) => {
    const call = { url: `${latchkey.control}${path}`, key: latchkey.rootKey };
    const [head, get] = [await send({ ...call, method: "HEAD" }), await send(call)];
    expect([head.status, head.body.length]).toEqual([get.status, 0]);
    expect(get.status).toBe(200);
    for (const name of ["content-type", "etag", "cache-control"])
      expect(head.headers[name], name).toEqual(get.headers[name]);
  }),
);

const health = across(KIND, "HEAD /healthz of the gateway", HTTP, ["none"], async ({ latchkey }, send) => {
  const { status, body } = await send({ url: `${latchkey.gateway}/healthz`, method: "HEAD" });
  expect([status, body.length]).toEqual([200, 0]);
});

const tags = across(KIND, "If-Match with a list", HTTP, ["none"], async ({ latchkey, make, team }, send) => {
  const consumer = await make.consumer(team);
  const url = `${latchkey.control}/v1/consumers/${consumer.id}`;
  const etag = (await send({ url, key: latchkey.rootKey })).headers["etag"]?.[0] ?? "";
  const change = (ifMatch: string) =>
    send({
      url,
      method: "PATCH",
      key: latchkey.rootKey,
      headers: { ...JSON_TYPE, "If-Match": ifMatch },
      body: JSON.stringify({ description: ifMatch }),
    });
  expect((await change('"none", "such"')).status).toBe(412);
  expect((await change(`"none", ${etag}, W/"weak"`)).status).toBe(200);
  expect((await change("*")).status).toBe(200);
});

const long = across(
  KIND,
  "a path over what API Gateway takes",
  HTTP,
  ["none"],
  async ({ latchkey, key }, send) => {
    const answer = await send({ url: `${latchkey.gateway}/${"p".repeat(1600)}`, key });
    expect([answer.status, jsonOf(answer).code]).toEqual([414, "target-too-long"]);
    expect(jsonOf(answer).detail).toMatch(/\d,\d{3}/);
  },
);

const slashes = across(KIND, "slashes at the end of a path", HTTP, ["none"], async ({ latchkey }, send) => {
  const answer = await send({ url: `${latchkey.control}/v1/catalog//`, key: latchkey.rootKey });
  expect(answer.status).toBe(200);
});

export const ownPages: readonly Row[] = [...heads, ...health, ...tags, ...long, ...slashes];
