import { firewallLine } from "@latchkey/functions/testing/firewall-line";
import { LOG_FILTERS } from "@latchkey/functions/usage/log-filters";
import { expect } from "vitest";
import { machineOf } from "../support/making.ts";
import { as, eventually, type Send } from "../support/management.ts";
import type { DeployedStage } from "./artefacts/deployed-stage.ts";
import { linesEvent, logsEvent } from "./artefacts/log-events.ts";

export const rootKey = async (stage: DeployedStage): Promise<string> => {
  const answer = await stage.invoke("root", { do: "rotate-root-key" });
  return String(Object(answer).apiKey);
};

/** A team, a service, a consumer and its key. */
export const prepare = async (send: Send, upstream: string) => {
  await send("POST", "/v1/teams", { slug: "weather", name: "Weather", owners: ["owner@example.com"] });
  await send("POST", "/v1/services", {
    slug: "echo",
    name: "Echo",
    team: "weather",
    kind: "rest",
    upstream: { url: upstream, headers: { "X-Upstream-Key": "a secret" } },
    status: "published",
  });
  const webhook = { url: upstream, events: ["subscription.requested"] };
  expect(await send("POST", "/v1/teams/weather/webhooks", webhook)).toMatchObject({ status: 201 });
  const { body: consumer } = await send("POST", "/v1/consumers", { name: "my-app", team: "weather" });
  const { body: issued, status } = await send("POST", `/v1/consumers/${consumer.id}/credentials`, {
    name: "first",
    type: "api-key",
  });
  expect(status, JSON.stringify(issued)).toBe(201);
  return { consumer: String(consumer.id), apiKey: String(issued.secret.apiKey) };
};

/** Of the links in a mail, which is quoted-printable. */
export const tokensIn = (mail: string, page: "approvals" | "invitations"): string[] => {
  const readable = mail.replaceAll(/=\r?\n/g, "").replaceAll("=3D", "=");
  const links = readable.matchAll(/\/(approvals|invitations)\/([A-Za-z0-9._~-]+)/g);
  return [...links].flatMap(([, kind, token = ""]) => (kind === page ? [token] : []));
};

export const approvalTokens = (mail: string): string[] => tokensIn(mail, "approvals");

export const approve = async (stage: DeployedStage, token: string): Promise<void> => {
  const link = `${stage.control}/approvals/${token}`;
  expect((await fetch(link)).status).toBe(200);
  const decided = await fetch(link, { method: "POST", body: new URLSearchParams({ decision: "approve" }) });
  expect(decided.status).toBe(200);
};

/** A machine of the team invites a person, who accepts by the mail's link. */
export const becomeApprover = async (stage: DeployedStage, root: Send): Promise<void> => {
  const owner = await machineOf(stage, root, "weather", { scopes: ["owner"] });
  const approvers = ["guest@example.com"];
  expect(await owner.send("PATCH", "/v1/services/echo", { approvers })).toMatchObject({ status: 200 });
  const [token] = await eventually(
    async () => stage.mails.flatMap((mail) => tokensIn(mail, "invitations")),
    (found) => found.length > 0,
  );
  const link = `${stage.control}/invitations/${token}`;
  expect((await fetch(link)).status).toBe(200);
  const accepted = await fetch(link, { method: "POST", body: new URLSearchParams({ decision: "accept" }) });
  expect(accepted.status).toBe(200);
};

/** Touches what the story has not: every function, and each of its ways to the table. */
export const useTheRest = async (stage: DeployedStage): Promise<void> => {
  const send = as(stage, { "X-API-Key": await rootKey(stage) });
  const { body: consumers } = await send("GET", "/v1/consumers?limit=1");
  const id = consumers.items.at(-1).id;
  for (const path of [
    "/.well-known/jwks.json",
    "/v1/me",
    "/v1/people?limit=1",
    "/v1/plugins",
    "/v1/teams?limit=1",
    "/v1/teams/weather",
    "/v1/services?limit=1",
    "/v1/services?team=weather",
    "/v1/services/echo",
    "/v1/services/echo/subscriptions",
    "/v1/services/echo/subscriptions?status=active",
    "/v1/teams/weather/webhooks",
    "/v1/dead-letters",
    "/v1/catalog?limit=1",
    "/v1/catalog/echo",
    "/v1/consumers?team=weather",
    `/v1/consumers/${id}`,
    `/v1/consumers/${id}/credentials`,
    `/v1/consumers/${id}/refusals`,
    `/v1/consumers/${id}/subscriptions`,
    `/v1/consumers/${id}/subscriptions?status=active`,
  ])
    expect((await send("GET", path)).status, path).toBe(200);
  await becomeApprover(stage, send);
  await send("PATCH", "/v1/teams/weather", { name: "The weather" });
  await send("PUT", "/v1/teams/weather/members/member@example.com", { role: "member" });
  await send("DELETE", "/v1/teams/weather/members/member@example.com");
  await send("PATCH", "/v1/services/echo", { summary: "Says what it heard" });
  const { body: webhooks } = await send("GET", "/v1/teams/weather/webhooks");
  const webhook = `/v1/teams/weather/webhooks/${webhooks.items[0].id}`;
  await eventually(
    () => send("GET", `${webhook}/deliveries`),
    ({ body }) => body.items.length > 0,
  );
  await send("GET", `${webhook}/deliveries?status=delivered`);
  await send("DELETE", webhook);
  const { body: mine } = await send("GET", "/v1/consumers?team=weather");
  const consumer = mine.items[0];
  for (const action of ["suspend", "resume"])
    expect((await send("POST", `/v1/consumers/${consumer.id}/${action}`)).status).toBe(200);
  const { body: other } = await send("POST", `/v1/consumers/${consumer.id}/credentials`, {
    name: "imported",
    type: "api-key",
    apiKey: "an-imported-key-of-ours",
  });
  await send("POST", `/v1/consumers/${consumer.id}/credentials/${other.credential.id}/rotate`, {});
  const credential = `/v1/consumers/${consumer.id}/credentials/${other.credential.id}`;
  await send("PATCH", credential, { name: "renamed" });
  await fetch(`${stage.gateway}/echo/x`, { headers: { "X-API-Key": "an-imported-key-of-ours" } });
  const verified = await send("POST", "/v1/verify", {
    service: "echo",
    method: "GET",
    path: "/",
    headers: { "X-API-Key": "an-imported-key-of-ours" },
  });
  expect(verified.status).toBe(200);
  await send("DELETE", credential);
  for (const action of ["suspend", "resume"]) await send("POST", `/v1/teams/weather/${action}`);
  await send("DELETE", `/v1/consumers/${consumer.id}?confirm=${consumer.name}`);
  await eventually(
    async () => stage.used("cleanup"),
    (used) => [...used].some((permission) => permission.startsWith("dynamodb:")),
  );
  await eventually(
    () => send("DELETE", "/v1/services/echo"),
    ({ status }) => status === 204,
  );
  await stage.invoke("sweep", {});
  await stage.invoke("schedule", {});
  await stage.invoke("digest", {});
  await audit(stage, send);
  await count(stage, send);
  await keepLetters(stage, send);
  await block(stage, send);
  await stage.invoke("redeliver", {});
  expect(await stage.invoke("rotate-keys", {})).toEqual({ taken: [], left: [], late: [] });
  expect(await stage.invoke("recount", {})).toMatchObject({ batches: 0, left: 0 });
};

/** Every change has come to the audit by the stream, and its chain fits the anchor outside the table. */
const audit = async (stage: DeployedStage, send: Send): Promise<void> => {
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
const count = async (stage: DeployedStage, send: Send): Promise<void> => {
  await stage.invoke("ingest", logsEvent(stage.log("gateway"), LOG_FILTERS.gateway));
  await stage.invoke("ingest", logsEvent(stage.log("authorizer"), LOG_FILTERS.authorizer));
  const verified = await stage.invoke("ingest", logsEvent(stage.log("verify"), LOG_FILTERS.verify));
  expect(verified).toEqual({ counted: 1 });
  const { body } = await send("GET", "/v1/usage?groupBy=service");
  const calls = body.items.map((item: { calls: number; refused: number }) => item.calls + item.refused);
  expect(calls.reduce((sum: number, each: number) => sum + each, 0)).toBeGreaterThan(0);
};

/** A line as AWS documents it, of a request to a service that is still there. */
const block = async (stage: DeployedStage, send: Send): Promise<void> => {
  const service = { slug: "blocked", name: "Blocked", team: "weather", kind: "rest" };
  const upstream = { url: "http://127.0.0.1:9" };
  expect(await send("POST", "/v1/services", { ...service, upstream })).toMatchObject({ status: 201 });
  const line = firewallLine({ api: "GatewayApi-id", uri: "/blocked/x" });
  expect(await stage.invoke("note-blocked", linesEvent([line]))).toEqual({ noted: 1 });
  const { body } = await send("GET", "/v1/services/blocked/refusals");
  expect(body.items).toMatchObject([{ reason: "blocked-by-firewall", path: "/x" }]);
};

/** As EventBridge leaves what it could not hand over; the second time the letter is there already. */
const keepLetters = async (stage: DeployedStage, send: Send): Promise<void> => {
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
