import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { buffer } from "node:stream/consumers";

export interface Outgoing {
  method?: string;
  /** Sent as they are, in this order. `Host` and, with a body, `Content-Length` are added. */
  headers?: readonly (readonly [name: string, value: string])[] | Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** An address of this machine to call from. */
  from?: string;
  /** A path that no URL parser has touched. */
  path?: string;
}

export interface Received {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire; the test says what it expects of it
  json: any;
}

/** One HTTP request over a connection of its own, byte for byte as it is given. */
export const sendRaw = async (url: string, outgoing: Outgoing = {}): Promise<Received> => {
  const { hostname, port, pathname, search, host } = new URL(url);
  const { method = "GET", headers = [], body, from, path = `${pathname}${search}` } = outgoing;
  const lines = Array.isArray(headers) ? headers : Object.entries(headers);
  const has = (name: string) => lines.some(([each]) => each.toLowerCase() === name);
  const all = [
    ...(has("host") ? [] : [["Host", host]]),
    ...lines,
    ...(body === undefined || has("content-length")
      ? []
      : [["Content-Length", String(Buffer.byteLength(body))]]),
  ];
  const sent = request({
    host: hostname,
    port,
    path,
    method,
    headers: all.flat(),
    agent: false,
    ...(from === undefined ? {} : { localAddress: from }),
  });
  // After an answer that did not wait for the whole request; before one, `once` below rejects.
  sent.on("error", () => undefined);
  sent.end(body);
  const [response]: IncomingMessage[] = await once(sent, "response");
  if (!response) throw new Error("There is no answer.");
  const text = (await buffer(response)).toString("utf8");
  const isJson = /json/.test(response.headers["content-type"] ?? "");
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text,
    json: isJson && text !== "" ? JSON.parse(text) : undefined,
  };
};
