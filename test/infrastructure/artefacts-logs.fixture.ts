import { firewallLine } from "@latchkey/functions/testing/firewall-line";
import { LOG_FILTERS } from "@latchkey/functions/usage/log-filters";
import { expect } from "vitest";
import { eventually, type Send } from "../support/management.ts";
import type { DeployedStage } from "./artefacts/deployed-stage.ts";
import { linesEvent, logsEvent } from "./artefacts/log-events.ts";

/** Every change has come to the audit by the stream, and its chain fits the anchor outside the table. */
export const audit = async (stage: DeployedStage, send: Send): Promise<void> => {
  await eventually(
    () => send("GET", "/v1/audit?team=weather&limit=200"),
    ({ body }) => body.items.some(({ action }: { action: string }) => action === "team.resumed"),
  );
  expect(await stage.invoke("anchor-heads", {})).toEqual({ teams: expect.any(Number) });
  expect(await stage.invoke("verify-chains", { all: true })).toEqual({
    whole: expect.any(Number),
    broken: 0,
    left: 0,
  });
  expect((await send("GET", "/v1/audit?limit=1")).status).toBe(200);
  const { body } = await send("GET", "/v1/audit/verify?team=weather");
  expect(body).toMatchObject({ ok: true });
};

/** The lines are those that the bundles have written, and come through the filters of the graph. */
export const count = async (stage: DeployedStage, send: Send): Promise<void> => {
  await stage.invoke("ingest", logsEvent(stage.log("gateway"), LOG_FILTERS.gateway));
  await stage.invoke("ingest", logsEvent(stage.log("authorizer"), LOG_FILTERS.authorizer));
  const verified = await stage.invoke("ingest", logsEvent(stage.log("verify"), LOG_FILTERS.verify));
  expect(verified).toEqual({ counted: 1 });
  const { body } = await send("GET", "/v1/usage?groupBy=service");
  const calls = body.items.map((item: { calls: number; refused: number }) => item.calls + item.refused);
  expect(calls.reduce((sum: number, each: number) => sum + each, 0)).toBeGreaterThan(0);
};

/** A line as AWS documents it, of a request to a service that is still there. */
export const block = async (stage: DeployedStage, send: Send): Promise<void> => {
  const service = { slug: "blocked", name: "Blocked", team: "weather", kind: "rest" };
  const upstream = { url: "http://127.0.0.1:9" };
  expect(await send("POST", "/v1/services", { ...service, upstream })).toMatchObject({ status: 201 });
  const line = firewallLine({
    api: "GatewayApi-id",
    host: "gateway.example.com",
    uri: "/blocked/x",
    at: Date.now(),
  });
  expect(await stage.invoke("note-blocked", linesEvent([line]))).toEqual({ noted: 1 });
  const { body } = await send("GET", "/v1/services/blocked/refusals");
  expect(body.items).toMatchObject([{ reason: "blocked-by-firewall", path: "/x" }]);
};

/** As EventBridge leaves what it could not hand over; the second time the letter is there already. */
export const keepLetters = async (stage: DeployedStage, send: Send): Promise<void> => {
  const letter = {
    messageId: "1",
    body: JSON.stringify({
      version: "0",
      id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
      source: "latchkey",
      "detail-type": "consumer.deleted",
      time: "2026-03-05T12:00:00Z",
      detail: { id: "evt_1", at: "2026-03-05T12:00:00Z", actor: "root", team: "weather" },
    }),
    messageAttributes: { ERROR_MESSAGE: { stringValue: "not there", dataType: "String" } },
  };
  const kept = { batchItemFailures: [] };
  expect(await stage.invoke("dead-letters", { Records: [letter, letter] })).toEqual(kept);
  const { body } = await send("GET", "/v1/dead-letters");
  expect(body.items).toContainEqual(expect.objectContaining({ kind: "bus", reason: "not there" }));
};
