import { startCalled } from "../test/credentials/called.fixture.ts";
import { expressGatewayPerCpuSecond } from "./express-gateway.ts";
import { requestsPerCpuSecond } from "./load.ts";

/** Ours decides in process; what is promised is a multiple of what express-gateway serves. */
const MULTIPLE = 10;

const ours = async (): Promise<number> => {
  const called = await startCalled();
  try {
    const { secret } = await called.caller({});
    const { pid } = called.latchkey.process;
    if (pid === undefined) throw new Error("It runs.");
    return await requestsPerCpuSecond(pid, called.url("/orders"), { "X-API-Key": secret["apiKey"] ?? "" });
  } finally {
    await called.stop();
  }
};

const line = (name: string, figure: number | undefined) =>
  console.log(
    `${name.padEnd(66)}${(figure === undefined ? "not measured" : Math.round(figure).toLocaleString("en")).padStart(14)}`,
  );

/** @param decisions of ours per CPU-second, in process */
export const printOverHttp = async (decisions: number | undefined): Promise<boolean> => {
  console.log("\nAPI key over HTTP, requests per CPU-second of the server's process");
  const peer = await expressGatewayPerCpuSecond();
  line("express-gateway with key-auth, in front of a bare upstream", peer);
  line("npm start: adapter, authorizer and gateway Lambda in one process", await ours());
  line("latchkey's decision alone, in process", decisions);
  if (peer === undefined || decisions === undefined) return true;
  console.log(
    `The decision is ${(decisions / peer).toFixed(0)} times express-gateway's request; promised are ${MULTIPLE}.`,
  );
  return decisions >= MULTIPLE * peer;
};
