import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Credential } from "../../api/resources.ts";
import { COMMON } from "../credentials.fixture.ts";
import { commandsFor } from "./commands.ts";

const run = promisify(execFile);
const CLIENT_ID = "cl_0123456789abcdefABCDEF";
const client: Credential = { ...COMMON, type: "oauth2", clientId: CLIENT_ID, accessTokenSeconds: 900 };
/** What a shell, JavaScript and Python would each read as more than text, were it not quoted. */
const nasty = `a'b"c\\d $(exit 3) \`e\` \${f} &g=+%`;

let server: Server;
let address: string;
let forms: [string, string][][] = [];
let calls: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    if (request.url === "/oauth2/token") {
      forms.push([...new URLSearchParams(await text(request))]);
      response.setHeader("Content-Type", "application/json");
      return response.end('{"access_token":"x.y-_.z","token_type":"Bearer","expires_in":900}');
    }
    calls.push(request.headers.authorization);
    return response.end("good");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  forms = [];
  calls = [];
});

const runAll = async (credential: Credential, secret: Record<string, string>, resource?: string) => {
  const endpoint = `${address}/oauth2/token`;
  const commands = commandsFor({
    url: `${address}/echo/hello`,
    method: "GET",
    headers: {},
    credential,
    secret,
    tokens: { endpoint, ...(resource === undefined ? {} : { resource }) },
  });
  const env = { ...process.env, CLIENT_ASSERTION: "signed.by.client" };
  await run("bash", ["-c", commands.curl], { env });
  await run(process.execPath, ["--input-type=module", "-e", commands.javascript], { env });
  await run("python3", ["-c", commands.python], { env });
};
const thrice = <T>(value: T): T[] => [value, value, value];

describe("the commands of an OAuth 2 client", () => {
  it("get a token for the called service alone, and carry it", async () => {
    await runAll(client, { clientId: CLIENT_ID, clientSecret: nasty }, "https://gateway.test/echo");
    const form = [
      ["grant_type", "client_credentials"],
      ["client_id", CLIENT_ID],
      ["client_secret", nasty],
      ["resource", "https://gateway.test/echo"],
    ];
    expect(forms).toEqual(thrice(form));
    expect(calls).toEqual(thrice("Bearer x.y-_.z"));
  });

  it("name no resource where the token is for the management API", async () => {
    await runAll(client, { clientId: CLIENT_ID, clientSecret: "secret" });
    expect(forms.flat().map(([name]) => name)).not.toContain("resource");
    expect(calls).toEqual(thrice("Bearer x.y-_.z"));
  });

  it("take what a client with a key has signed from the environment, and have no secret", async () => {
    await runAll({ ...client, jwksUri: "https://keys.test/jwks.json" }, { clientId: CLIENT_ID });
    const form = [
      ["grant_type", "client_credentials"],
      ["client_id", CLIENT_ID],
      ["client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"],
      ["client_assertion", "signed.by.client"],
    ];
    expect(forms).toEqual(thrice(form));
    expect(calls).toEqual(thrice("Bearer x.y-_.z"));
  });
});
