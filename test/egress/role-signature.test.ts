import { type LoopbackServer, startServer } from "@latchkey/core/testing/loopback-server";
import {
  CREDENTIALS,
  isSignedByRole,
  REGION,
  type Received,
} from "@latchkey/functions/gateway/role-signature.fixture";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Egress, startEgress } from "./upstream.fixture.ts";

let upstream: LoopbackServer;
let egress: Egress;
const received: Received[] = [];
const auth = { iam: { service: "lambda", region: REGION } };

beforeAll(async () => {
  upstream = await startServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headersDistinct: headers } = request;
    received.push({ method, url, headers, body: Buffer.concat(chunks) });
    response.end("reached");
  });
  const grant = { teams: ["providers"], ...auth.iam, url: `${upstream.url}/granted` };
  egress = await startEgress({
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKey,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretKey,
    AWS_SESSION_TOKEN: CREDENTIALS.sessionToken,
    LATCHKEY_IAM_UPSTREAMS: JSON.stringify([grant]),
  });
});
afterAll(async () => {
  await egress.stop();
  upstream.stop();
});

const refused = (pointer: string) => ({
  status: 400,
  body: { code: "invalid-input", errors: [{ pointer }] },
});

it("a service that an operator has granted an address is called with the credentials of the environment", async () => {
  const url = `${upstream.url}/granted`;
  const { slug, call } = await egress.service(() => undefined, { upstream: { url, auth } });
  expect((await egress.root("GET", `/v1/services/${slug}`)).body.upstream).toMatchObject({ url, auth });
  const answer = await call("/a:b?x=1+2", { Authorization: "Bearer mine" });
  expect([answer.status, await answer.text()]).toEqual([200, "reached"]);
  const [request] = received;
  expect(request?.url).toBe("/granted/a%3Ab?x=1%202");
  expect(request && (await isSignedByRole(request, "lambda"))).toBe(true);
  expect(JSON.stringify(request)).not.toContain("mine");
});

it("no other team is granted it, and it leads nowhere else", async () => {
  const { root, make } = egress;
  const url = `${upstream.url}/granted`;
  const fields = (team: string, given: object) => ({
    slug: "never",
    name: "N",
    team,
    kind: "rest",
    upstream: given,
  });
  const create = (team: string, given: object) => root("POST", "/v1/services", fields(team, given));
  expect(await create("callers", { url, auth })).toMatchObject(refused("/upstream/auth"));
  expect(await create("providers", { url: upstream.url, auth })).toMatchObject(refused("/upstream/auth"));
  const sts = { iam: { service: "sts", region: REGION } };
  expect(await create("providers", { url, auth: sts })).toMatchObject(refused("/upstream/auth/iam/service"));
  const headers = { "X-Amz-Target": "x" };
  expect(await create("providers", { url, auth, headers })).toMatchObject(
    refused("/upstream/headers/X-Amz-Target"),
  );

  const { slug } = await make.service("providers", { upstream: { url } });
  const patch = (changed: object) => root("PATCH", `/v1/services/${slug}`, { upstream: changed });
  expect(await patch({ auth: { iam: { service: "bedrock", region: REGION } } })).toMatchObject(
    refused("/upstream/auth"),
  );
  expect((await patch({ auth })).body.upstream).toMatchObject({ url, auth });
  expect(await patch({ url: `${upstream.url}/elsewhere` })).toMatchObject(refused("/upstream/url"));
  expect(await patch({ headers: { Authorization: "Basic x" } })).toMatchObject(
    refused("/upstream/headers/Authorization"),
  );
  expect((await patch({ timeoutSeconds: 7 })).body.upstream).toMatchObject({ auth, timeoutSeconds: 7 });
  const ended = await patch({ auth: null, url: `${upstream.url}/elsewhere` });
  expect([ended.status, ended.body.upstream]).toEqual([200, expect.not.objectContaining({ auth })]);
});
