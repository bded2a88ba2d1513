import { readFile } from "node:fs/promises";
import { startServer } from "@latchkey/core/testing/loopback-server";
import { startCalled } from "../test/credentials/called.fixture.ts";
import { startExpressGateway } from "./express-gateway.ts";
import { type Loaded, requestsPerCpuSecond } from "./load.ts";

/** Ours decides in process; what is promised is a multiple of what express-gateway serves. */
const MULTIPLE = 10;
/** What the whole way serves, from the adapter's socket to the upstream's and back, as a share of express-gateway. */
const SHARE = 1;

/** The very upstream that express-gateway has: what is compared is the gateways. */
const startBareUpstream = () => startServer((_request, response) => response.end("{}"));

/** What `npm start` tells Node of the memory that it may take: what is measured runs without npm. */
const memoryOptions = async (): Promise<string> => {
  const { scripts } = JSON.parse(await readFile("package.json", "utf8"));
  return String(scripts.start).match(/--max-semi-space-size=\d+/)?.[0] ?? "";
};

const startOurs = async (): Promise<Loaded & { stop(): Promise<void> }> => {
  const called = await startCalled({ NODE_OPTIONS: await memoryOptions() });
  const upstream = await startBareUpstream();
  const patched = await called.root("PATCH", `/v1/services/${called.service}`, {
    upstream: { url: upstream.url },
  });
  if (patched.status !== 200) throw new Error(`The upstream was answered ${patched.status}.`);
  const { secret } = await called.caller({});
  const { pid } = called.latchkey.process;
  if (pid === undefined) throw new Error("It runs.");
  const stop = async () => {
    await called.stop();
    upstream.stop();
  };
  return { pid, url: called.url("/orders"), headers: { "X-API-Key": secret["apiKey"] ?? "" }, stop };
};

const line = (name: string, figure: number | undefined, said = "") =>
  console.log(
    `${name.padEnd(66)}${(figure === undefined ? "not measured" : Math.round(figure).toLocaleString("en")).padStart(14)}${said}`,
  );

/** @param decisions of ours per CPU-second, in process */
export const printOverHttp = async (decisions: number | undefined): Promise<boolean> => {
  console.log("\nAPI key over HTTP, requests per CPU-second of the server's process");
  const peer = await startExpressGateway();
  const ours = await startOurs();
  const [whole = 0, theirs] = await requestsPerCpuSecond(peer ? [ours, peer] : [ours]).finally(async () => {
    peer?.stop();
    await ours.stop();
  });
  const share = theirs === undefined ? undefined : whole / theirs;
  const isShareKept = share === undefined || share >= SHARE;
  line("express-gateway with key-auth, in front of a bare upstream", theirs);
  line(
    "npm start: adapter, authorizer and gateway Lambda in one process",
    whole,
    share === undefined
      ? ""
      : `   ${share.toFixed(2)} of it, promised ${SHARE}${isShareKept ? "" : " MISSED"}`,
  );
  line("latchkey's decision alone, in process", decisions);
  if (theirs === undefined || decisions === undefined) return isShareKept;
  console.log(
    `The decision is ${(decisions / theirs).toFixed(0)} times express-gateway's request; promised are ${MULTIPLE}.`,
  );
  return isShareKept && decisions >= MULTIPLE * theirs;
};
