import { expect } from "vitest";
import { machineOf } from "../support/making.ts";
import { as, eventually, type Send } from "../support/management.ts";
import type { DeployedStage } from "./artefacts/deployed-stage.ts";
import { audit, block, count, keepLetters } from "./artefacts-logs.fixture.ts";
import { useTokens } from "./artefacts-tokens.fixture.ts";

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
    "/v1/services?team=weather&sort=name",
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
  await useTokens(stage, send, consumer.id);
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
