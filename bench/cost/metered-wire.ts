import { once } from "node:events";
import { createServer, request } from "node:http";
import * as z from "zod/mini";

/** What DynamoDB bills: read and write request units. */
export interface Units {
  rru: number;
  wru: number;
  /** The number of requests, at any price. */
  requests: number;
}

/** A real client on one side, a real engine on the other, and what each answer says it has consumed. */
export interface MeteredWire {
  endpoint: string;
  /** What has been consumed since it was last asked. */
  take(): Units;
  stop(): Promise<void>;
}

const Consumed = z.object({ CapacityUnits: z.number() });
const Answer = z.looseObject({ ConsumedCapacity: z.optional(z.union([Consumed, z.array(Consumed)])) });

const READS = new Set(["GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"]);

/**
 * Asks for the consumed capacity in each request that goes by. An engine says nothing of a write whose condition has
 * failed, which DynamoDB bills too: such writes are left out.
 */
export const startMeteredWire = async (engine: string): Promise<MeteredWire> => {
  let units: Units = { rru: 0, wru: 0, requests: 0 };

  const note = (operation: string, text: string): void => {
    const { ConsumedCapacity: consumed } = Answer.parse(JSON.parse(text));
    const all = consumed === undefined ? [] : Array.isArray(consumed) ? consumed : [consumed];
    const sum = all.reduce((total, { CapacityUnits }) => total + CapacityUnits, 0);
    units.requests += 1;
    if (READS.has(operation)) units.rru += sum;
    else units.wru += sum;
  };

  const server = createServer(async (incoming, outgoing) => {
    const operation = String(incoming.headers["x-amz-target"]).split(".").at(-1) ?? "";
    const asked: unknown = JSON.parse(await textOf(incoming));
    const body = Buffer.from(
      JSON.stringify({ ...(typeof asked === "object" ? asked : {}), ReturnConsumedCapacity: "TOTAL" }),
    );
    const headers = { ...incoming.headers, "content-length": String(body.length) };
    const passedOn = request(engine, { method: incoming.method, headers }, async (reply) => {
      const text = await textOf(reply);
      note(operation, text);
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      outgoing.end(text);
    });
    passedOn.end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    take: () => {
      const taken = units;
      units = { rru: 0, wru: 0, requests: 0 };
      return taken;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};

const textOf = async (incoming: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};
