import { createServer, type IncomingMessage } from "node:http";
import { listening } from "./loopback.ts";

/**
 * Answers what SST's program asks AWS before it hands over to Pulumi: who it is (STS), where its buckets are (SSM),
 * and its state (S3), which is always empty. No account is behind it.
 */
export const startFakeAws = async () => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { status, type, body } = answer(request, Buffer.concat(chunks).toString());
    response.writeHead(status, { "content-type": type });
    response.end(body);
  });
  const endpoint = await listening(server);
  return {
    endpoint,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const JSON_TYPE = "application/x-amz-json-1.1";

const CALLER = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::123456789012:user/x</Arn><UserId>U</UserId><Account>123456789012</Account>
</GetCallerIdentityResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetCallerIdentityResponse>`;

const BOOTSTRAP = {
  // Newer than any: nothing has to be made.
  version: 100,
  asset: "sst-asset",
  state: "sst-state",
  assetEcrRegistryId: "123456789012",
  assetEcrUrl: "ecr",
  appsyncHttp: "appsync",
  appsyncRealtime: "appsync",
};

const answer = ({ method, headers }: IncomingMessage, body: string) => {
  const target = String(headers["x-amz-target"] ?? "");
  if (body.includes("GetCallerIdentity")) return { status: 200, type: "text/xml", body: CALLER };
  if (target.endsWith("GetParameter")) {
    const { Name } = JSON.parse(body);
    const passphrase = Buffer.from("a passphrase of 32 bytes, no more").toString("base64");
    const Value = String(Name).includes("passphrase") ? passphrase : JSON.stringify(BOOTSTRAP);
    return {
      status: 200,
      type: JSON_TYPE,
      body: JSON.stringify({ Parameter: { Name, Value, Type: "String" } }),
    };
  }
  if (method === "GET")
    return {
      status: 404,
      type: "application/xml",
      body: "<Error><Code>NoSuchKey</Code><Message>no</Message></Error>",
    };
  return target
    ? { status: 200, type: JSON_TYPE, body: "{}" }
    : { status: 200, type: "application/xml", body: "" };
};
