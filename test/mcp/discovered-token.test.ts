import {
  ClientCredentialsProvider,
  PrivateKeyJwtProvider,
} from "@modelcontextprotocol/sdk/client/auth-extensions.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { exportJWK, exportPKCS8, generateKeyPair } from "jose";
import { expect, it } from "vitest";
import { making } from "../support/making.ts";
import { asRoot } from "../support/management.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";
import { startMcpServer } from "./mcp-server.fixture.ts";

/** A service with tools, and a consumer with a client of OAuth 2 for some of them. */
const aClient = async (fields: object = {}) => {
  const [latchkey, server] = [await sharedLatchkey(), await startMcpServer()];
  const make = making(asRoot(latchkey));
  const [callers, providers] = [await make.team(), await make.team()];
  const scopes = [{ name: "read", tools: ["now", "find_*"] }, { name: "all" }];
  const { slug } = await make.service(providers.slug, {
    ...{ kind: "mcp", approval: "auto", scopes },
    upstream: { url: server.url },
  });
  const consumer = await make.consumer(callers.slug);
  await make.apply(consumer, slug);
  const { secret } = await make.credential(consumer, { type: "oauth2", scopes: ["read"], ...fields });
  return {
    address: new URL(`${latchkey.gateway}/${slug}`),
    expectedIssuer: latchkey.control,
    secret,
    server,
  };
};

const used = async (
  address: URL,
  authProvider: ClientCredentialsProvider | PrivateKeyJwtProvider,
): Promise<{ names: string[]; said: unknown }> => {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(address, { authProvider }));
  const { tools } = await client.listTools();
  const said = await client.callTool({ name: "find_route" });
  await expect(client.callTool({ name: "delete_all" })).rejects.toThrow("scope-missing");
  await client.close();
  return { names: tools.map(({ name }) => name), said };
};

const EXPECTED = {
  names: ["now", "find_place", "find_route"],
  said: { content: [{ type: "text", text: "did find_route" }] },
};

it("the SDK's client finds where tokens come from, and gets one with its secret", async () => {
  const { address, expectedIssuer, secret, server } = await aClient();
  const { clientId, clientSecret } = secret;
  expect(
    await used(address, new ClientCredentialsProvider({ clientId, clientSecret, expectedIssuer })),
  ).toEqual(EXPECTED);
  expect(server.called).toEqual(["find_route"]);
});

it("and with an assertion that its key has signed", async () => {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const { address, expectedIssuer, secret } = await aClient({ publicKey: await exportJWK(publicKey) });
  const provider = new PrivateKeyJwtProvider({
    clientId: secret.clientId,
    privateKey: await exportPKCS8(privateKey),
    algorithm: "ES256",
    expectedIssuer,
  });
  expect(await used(address, provider)).toEqual(EXPECTED);
});
