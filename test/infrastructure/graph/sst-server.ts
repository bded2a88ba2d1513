import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { ROOT } from "../platform/install-platform.ts";

/**
 * What SST's program in Go answers its components (SST 4.17.1, `pkg/server`): where its buckets are, and a bundle for
 * each function. Bundles are not made here, only looked for: the artefact tests have SST make the real ones.
 */
export const startSstServer = async (directory: string) => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, params } = JSON.parse(Buffer.concat(chunks).toString());
    response.end(JSON.stringify(answer(method, params[0], directory)));
  });
  // A connection that a component keeps is not closed at the moment of its next request.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
};

const BOOTSTRAP = {
  asset: "sst-asset",
  assetEcrRegistryId: "123456789012",
  assetEcrUrl: "ecr",
  state: "sst-state",
  appsyncHttp: "",
  appsyncRealtime: "",
};

/** The connection between `sst dev` and the substitute of a function. */
const APPSYNC = { http: "dev.appsync-api.example", realtime: "dev.appsync-realtime-api.example" };

const answer = (method: string, input: { functionID: string; handler: string }, directory: string) => {
  if (method === "Provider.Aws.Bootstrap") return { result: BOOTSTRAP };
  if (method === "Provider.Aws.Appsync") return { result: APPSYNC };
  if (method === "Runtime.AddTarget") return { result: null };
  if (method !== "Runtime.Build") return { error: `rpc: can't find ${method}` };
  const source = join(ROOT, input.handler.replace(/\.[^.]+$/, ".ts"));
  const out = join(directory, input.functionID);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "bundle.mjs"), "");
  const errors = existsSync(source) ? [] : [`There is no ${input.handler}.`];
  return { result: { handler: "bundle.handler", out, errors, sourcemaps: [] } };
};
