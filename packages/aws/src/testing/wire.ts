import { request } from "node:http";
import { startBriefServer } from "@latchkey/core/testing/loopback-server";

/** What goes between a real client and a real engine, counted, and now and then answered otherwise. */
export interface Wire {
  endpoint: string;
  /** The operation of each request that came, in order. */
  operations: string[];
  /** Their bodies. */
  bodies: string[];
  /**
   * Answers for the next requests, in place of the engine's; `"silence"` never answers, `"cut"` hangs up,
   * and `"lost"` does so when the engine has done what was asked.
   */
  faults: (Fault | "silence" | "cut" | "lost")[];
  /** As long as it is there, every request is answered so. */
  outage?: Fault | undefined;
  stop(): Promise<void>;
}

export interface Fault {
  status: number;
  body: object;
}

export const startWire = async (engine?: string): Promise<Wire> => {
  const operations: string[] = [];
  const bodies: string[] = [];
  const faults: Wire["faults"] = [];
  const wire: Wire = { endpoint: "", operations, bodies, faults, stop: async () => {} };
  const { url, stop } = await startBriefServer(async (incoming, outgoing) => {
    const body = await bytesOf(incoming);
    operations.push(String(incoming.headers["x-amz-target"]).split(".").at(-1) ?? "");
    bodies.push(body.toString());
    const fault = wire.outage ?? faults.shift();
    if (fault === "silence") return;
    if (fault === "cut") {
      incoming.socket.destroy();
      return;
    }
    const answer = typeof fault === "object" ? fault : undefined;
    if (answer || engine === undefined) {
      outgoing.writeHead(answer?.status ?? 500, { "content-type": "application/x-amz-json-1.0" });
      outgoing.end(JSON.stringify(answer?.body ?? {}));
      return;
    }
    const passedOn = request(engine, { method: incoming.method, headers: incoming.headers }, (reply) => {
      if (fault === "lost") {
        incoming.socket.destroy();
        return;
      }
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    passedOn.end(body);
  });
  return Object.assign(wire, { endpoint: url, stop });
};

const bytesOf = async (incoming: AsyncIterable<Buffer>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
};
