import type { Agent, IncomingMessage, RequestOptions } from "node:http";
import { nodeHttp } from "../node-http.ts";
import type { RequestTimeouts } from "../request-timeouts.ts";

export interface Answer {
  status: number;
  header(name: "age" | "date" | "x-amz-crc32" | "x-amzn-errortype"): string | undefined;
  bytes: Buffer;
}

export interface PostOptions extends Pick<RequestTimeouts, "connectionTimeout" | "requestTimeout"> {
  url: URL;
  /** A longer answer is given up. */
  mostBytes: number;
  method?: "GET" | "POST";
}

/** Connections of one client at once, as the SDK has them. */
const MAX_SOCKETS = 50;

/** Node's codes for which the SDK says TimeoutError. */
const LATE: ReadonlySet<unknown> = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT"]);

const timedOut = (message: string): Error =>
  Object.assign(new Error(message), { name: "TimeoutError", code: "ETIMEDOUT" });

/**
 * Sends one request after the other over connections that are kept. An answer counts when it is whole: a body that trickles
 * is as late as one that never begins. Redirects are answers.
 *
 * @throws Error `TimeoutError` or with a system error's code, as the SDK's; RangeError for an answer that is too long.
 */
export const createPost = ({ url, mostBytes, method = "POST", ...timeouts }: PostOptions) => {
  const { Agent, request } = nodeHttp(url.protocol);
  const agent: Agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  const options: RequestOptions = {
    agent,
    method,
    protocol: url.protocol,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port,
    path: `${url.pathname}${url.search}`,
  };

  const post = (headers: Record<string, string>, body: string | undefined): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request({ ...options, headers });
      const late = setTimeout(
        () => sent.destroy(timedOut(`No whole answer came within ${timeouts.requestTimeout} ms.`)),
        timeouts.requestTimeout,
      );
      const connecting = setTimeout(
        () => sent.destroy(timedOut(`No connection was made within ${timeouts.connectionTimeout} ms.`)),
        timeouts.connectionTimeout,
      );
      sent.once("socket", (socket) => {
        if (socket.connecting) socket.once("connect", () => clearTimeout(connecting));
        else clearTimeout(connecting);
      });
      const fail = (error: Error) => {
        clearTimeout(late);
        clearTimeout(connecting);
        reject(
          "code" in error && LATE.has(error.code) ? Object.assign(error, { name: "TimeoutError" }) : error,
        );
      };
      sent.on("error", fail);
      sent.once("response", (answer) => {
        readWhole(answer, mostBytes).then((bytes) => {
          clearTimeout(late);
          const { statusCode = 0, headers: given } = answer;
          const header: Answer["header"] = (name) => {
            const value = given[name];
            return typeof value === "string" ? value : undefined;
          };
          resolve({ status: statusCode, header, bytes });
        }, fail);
      });
      sent.end(body);
    });

  return { post, close: () => agent.destroy() };
};

const readWhole = (answer: IncomingMessage, mostBytes: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    answer.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > mostBytes) answer.destroy(new RangeError(`The answer is longer than ${mostBytes} bytes.`));
      else chunks.push(chunk);
    });
    answer.once("error", reject);
    answer.once("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
  });
