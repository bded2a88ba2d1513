import { expect } from "vitest";
import type { Send } from "../support/management.ts";
import type { DeployedStage } from "./artefacts/deployed-stage.ts";

/** A client of the consumer gets a token, calls `echo` with it and revokes it; and one with a wrong secret gets none. */
export const useTokens = async (stage: DeployedStage, send: Send, consumer: string): Promise<void> => {
  for (const path of ["/.well-known/oauth-authorization-server", "/oauth2/jwks"])
    expect((await send("GET", path)).status, path).toBe(200);
  const { body: issued } = await send("POST", `/v1/consumers/${consumer}/credentials`, {
    name: "client",
    type: "oauth2",
  });
  const { clientId, clientSecret } = issued.secret;
  const ask = (path: string, form: Record<string, string>) =>
    fetch(`${stage.control}${path}`, {
      method: "POST",
      body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form }),
    });
  const grant = { grant_type: "client_credentials" };
  expect((await ask("/oauth2/token", { ...grant, client_secret: "wrong" })).status).toBe(401);
  const { access_token: token } = await (await ask("/oauth2/token", grant)).json();
  const call = await fetch(`${stage.gateway}/echo/x`, { headers: { Authorization: `Bearer ${token}` } });
  expect(call.status).toBe(200);
  expect((await ask("/oauth2/token", { ...grant, scope: "none" })).status).toBe(400);
  expect((await ask("/oauth2/revoke", { token })).status).toBe(200);
};
