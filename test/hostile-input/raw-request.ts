import { connect } from "node:net";

export interface RawAnswer {
  status: number;
  head: string;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire; the test says what it expects of it
  body: any;
}

/** Sends bytes as they are, which no HTTP client would, and reads the answer to its end. */
export const rawRequest = async (url: string, parts: readonly (string | Buffer)[]): Promise<RawAnswer> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  for (const part of parts) socket.write(typeof part === "string" ? Buffer.from(part, "latin1") : part);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8");
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]),
    head,
    body: /content-type: [^\r\n]*json/i.test(head) ? JSON.parse(body) : body,
  };
};

/** A request line and headers; the connection is closed after the answer. */
export const rawHead = (line: string, headers: readonly string[] = []): string =>
  [`${line} HTTP/1.1`, "Host: 127.0.0.1", "Connection: close", ...headers, "", ""].join("\r\n");
