import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Stage } from "../support/running-latchkey.ts";

/** A call on its way to the stage. */
export interface PassingCall {
  method: string;
  /** Path and query. */
  target: string;
  /** As Node's `rawHeaders`. */
  headers: string[];
  body: Buffer;
}

/** What came back. */
export interface PassingAnswer {
  status: number;
  headers: string[];
  body: Buffer;
}

/** What a stage does against its pages: it changes a call, its answer, or answers in place of the stage. */
export interface Disturbance {
  call?(call: PassingCall, plane: Plane): PassingCall;
  instead?(call: PassingCall, plane: Plane): PassingAnswer | undefined;
  answer?(answer: PassingAnswer, call: PassingCall, plane: Plane): PassingAnswer;
  /** Passes on an answer of many bytes as it comes, and shows it to no disturbance. */
  passesStreams?: boolean;
}
export type Plane = "control" | "gateway";

export interface FaultyStage extends AsyncDisposable {
  readonly url: string;
}

/**
 * A stage behind a program that disturbs it. The portal's `config.json` names the disturbed gateway; everything else is the
 * stage's own. Answers are passed on whole.
 */
export const faultyStage = async (
  { control, gateway }: Pick<Stage, "control" | "gateway">,
  disturbance: Disturbance,
): Promise<FaultyStage> => {
  const data = await serve((call, answered) => through(gateway, "gateway", disturbance, call, answered));
  const management = await serve((call, answered) =>
    through(control, "control", disturbance, call, (answer) =>
      answered(
        call.target === "/config.json" && "body" in answer ? renamed(answer, gateway, data.url) : answer,
      ),
    ),
  );
  return {
    url: management.url,
    [Symbol.asyncDispose]: async () => {
      await Promise.all([data.close(), management.close()]);
    },
  };
};

type Answered = (answer: PassingAnswer | IncomingMessage) => void;

const renamed = (answer: PassingAnswer, from: string, to: string): PassingAnswer => ({
  ...answer,
  headers: without(answer.headers, "content-length"),
  body: Buffer.from(answer.body.toString().replace(from, to)),
});

/** Raw headers without those of a name. */
export const without = (headers: readonly string[], name: string): string[] =>
  pairsOf(headers)
    .filter(([each]) => each.toLowerCase() !== name)
    .flat();

export const pairsOf = (headers: readonly string[]): [string, string][] =>
  headers.flatMap((name, at) => (at % 2 === 0 ? [[name, headers[at + 1] ?? ""] as [string, string]] : []));

const through = (
  origin: string,
  plane: Plane,
  { call: changed = (call) => call, instead, answer: seen = (answer) => answer, passesStreams }: Disturbance,
  given: PassingCall,
  answered: Answered,
): void => {
  const own = instead?.(given, plane);
  if (own) {
    answered(own);
    return;
  }
  const call = changed(given, plane);
  const { hostname, port } = new URL(origin);
  const headers = [...without(without(call.headers, "content-length"), "transfer-encoding")];
  if (call.body.length > 0) headers.push("Content-Length", String(call.body.length));
  const sent = request({ hostname, port, method: call.method, path: call.target, headers, agent: false });
  sent.on("error", () => answered({ status: 599, headers: [], body: Buffer.alloc(0) }));
  sent.on("response", async (response) => {
    if (passesStreams && call.target.includes("bytes=")) return answered(response);
    const body = await whole(response);
    answered(seen({ status: response.statusCode ?? 0, headers: response.rawHeaders, body }, call, plane));
  });
  sent.end(call.body);
};

const whole = async (message: IncomingMessage): Promise<Buffer> => Buffer.concat(await message.toArray());

const serve = async (handle: (call: PassingCall, answered: Answered) => void) => {
  const server: Server = createServer(async (message: IncomingMessage, response: ServerResponse) => {
    const { method = "GET", url: target = "/", rawHeaders: headers } = message;
    const body = await whole(message).catch(() => undefined);
    if (body === undefined) return;
    handle({ method, target, headers, body }, (answer) => {
      if (!("body" in answer)) {
        response.writeHead(answer.statusCode ?? 599);
        answer.pipe(response);
        return;
      }
      const kept = without(without(answer.headers, "transfer-encoding"), "connection");
      response.writeHead(answer.status, kept).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
