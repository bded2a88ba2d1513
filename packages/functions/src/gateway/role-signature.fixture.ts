import { hash } from "node:crypto";
import { Sha256 } from "@aws-crypto/sha256-js";
import type { Service } from "@latchkey/core/service/service";
import type { IamUpstream } from "@latchkey/core/stage/iam-upstream";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { aGateway, serviceAt, startUpstream } from "./gateway.fixture.ts";

export const REGION = "eu-central-1";
export const CREDENTIALS = {
  accessKey: "AKIDROLE",
  secretKey: "role-secret",
  sessionToken: "session+token/=",
};

const DIGEST = "x-amz-content-sha256";

export interface Received {
  method: string;
  url: string;
  headers: NodeJS.Dict<string[]>;
  body: Buffer;
}

/** Whether AWS's own signer makes the same signature of what was received: over the signed headers alone, and no others. */
export const isSignedByRole = async ({ method, url, headers, body }: Received, service: string) => {
  const authorization = headers["authorization"]?.join() ?? "";
  const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(";") ?? [];
  const { accessKey, secretKey, sessionToken } = CREDENTIALS;
  const signer = new SignatureV4({
    ...{ service, region: REGION, sha256: Sha256, applyChecksum: true },
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey, sessionToken },
  });
  const [path = "", search = ""] = url.split("?");
  const query: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(search)) query[name] = [...(query[name] ?? []), value];
  const date = headers["x-amz-date"]?.[0] ?? "";
  const signed = await signer.sign(
    new HttpRequest({
      ...{ method, path, query, body },
      // The signer digests the body itself where no header does.
      headers: Object.fromEntries(
        names.filter((name) => name !== DIGEST).map((name) => [name, headers[name]?.join() ?? ""]),
      ),
    }),
    { signingDate: new Date(date.replace(/^(....)(..)(..T..)(..)/, "$1-$2-$3:$4:")) },
  );
  // The signer takes a digest that is given for the body's.
  const isBodys = (headers["x-amz-content-sha256"]?.join() ?? hash("sha256", body)) === hash("sha256", body);
  const isAsReceived = isBodys && names.every((name) => signed.headers[name] === headers[name]?.join());
  return isAsReceived && signed.headers["authorization"] === authorization;
};

/** A gateway whose one service is signed for, and what its upstream was sent. */
export const aSignedService = async (
  given: { service?: IamUpstream["service"]; path?: string; grant?: Partial<IamUpstream> } & {
    fields?: Partial<Service>;
    answer?: { status: number; headers?: Record<string, string>; body?: string };
    credentials?: typeof CREDENTIALS | undefined;
  } = {},
) => {
  const { service = "lambda", path = "", fields, answer = { status: 200 } } = given;
  const received: Received[] = [];
  const { url } = await startUpstream(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({
      method: request.method ?? "",
      url: request.url ?? "",
      headers: request.headersDistinct,
      body: Buffer.concat(chunks),
    });
    response.writeHead(answer.status, answer.headers).end(answer.body ?? "signed");
  });
  const auth = { iam: { service, region: REGION } };
  const upstream = { url: `${url}${path}`, timeoutSeconds: 5, sealedHeaders: {}, auth };
  const grant = { teams: ["providers"], service, region: REGION, url: `${url}${path}`, ...given.grant };
  const gateway = aGateway(serviceAt(url, { ...fields, upstream }), {
    iamUpstreams: [grant],
    roleCredentials: () => ("credentials" in given ? given.credentials : CREDENTIALS),
  });
  return { ...gateway, received };
};
