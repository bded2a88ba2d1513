import { createServer, type Socket } from "node:net";
import { listening } from "./listening.ts";
import { Script } from "./script.ts";
import { type Answer, bytesOf, type Seen, type Upstream } from "./upstream.ts";

/** A server that writes bytes, and keeps its connections open. */
export const rawSocket = async (): Promise<Upstream> => {
  const script = new Script();
  const server = createServer(async (socket) => {
    socket.on("error", () => socket.destroy());
    for await (const seen of requestsOf(socket)) {
      const answer = script.answerTo(seen);
      if (answer.hangsUp) {
        socket.destroy();
        return;
      }
      const [head, ...rest] = written(answer);
      socket.write(head ?? "");
      if (answer.held) await script.released(seen);
      for (const piece of rest) socket.write(piece);
    }
  });
  return script.upstream(await listening(server));
};

const CRLF = "\r\n";

/** The head with the first piece, then each piece: in chunks where there are several, else by their length. */
const written = (answer: Answer): (string | Buffer)[] => {
  if (answer.bytes !== undefined) return [Buffer.from(answer.bytes, "latin1")];
  const pieces = bytesOf(answer);
  const status = answer.status ?? 200;
  const framing =
    pieces.length > 1 ? "Transfer-Encoding: chunked" : `Content-Length: ${pieces[0]?.length ?? 0}`;
  const says = (answer.headers ?? []).some(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name));
  const lines = (answer.headers ?? []).map(([name, value]) => `${name}: ${value}`);
  const interim = (answer.interim ?? []).map((each) => `HTTP/1.1 ${each} Interim${CRLF}${CRLF}`).join("");
  const bodiless = status === 204 || status === 304;
  const all = [...lines, ...(says || bodiless ? [] : [framing])];
  const head = `${interim}HTTP/1.1 ${status} Said${CRLF}${all.map((line) => line + CRLF).join("")}${CRLF}`;
  if (pieces.length <= 1) return [Buffer.concat([Buffer.from(head), ...pieces])];
  const [first, ...rest] = pieces.map((piece) =>
    Buffer.concat([Buffer.from(`${piece.length.toString(16)}${CRLF}`), piece, Buffer.from(CRLF)]),
  );
  return [Buffer.concat([Buffer.from(head), first ?? Buffer.alloc(0)]), ...rest, `0${CRLF}${CRLF}`];
};

/** The gateway sends a length with each body. */
async function* requestsOf(socket: Socket): AsyncGenerator<Seen> {
  let held = Buffer.alloc(0);
  for await (const piece of socket) {
    held = Buffer.concat([held, piece]);
    for (let end = held.indexOf("\r\n\r\n"); end >= 0; end = held.indexOf("\r\n\r\n")) {
      const [line = "", ...lines] = held.subarray(0, end).toString("latin1").split(CRLF);
      const headers = lines.map((each): [string, string] => {
        const colon = each.indexOf(":");
        return [each.slice(0, colon), each.slice(colon + 1).trim()];
      });
      const length = Number(headers.find(([name]) => name.toLowerCase() === "content-length")?.[1] ?? 0);
      const whole = end + 4 + length;
      if (held.length < whole) break;
      const [method = "", target = ""] = line.split(" ");
      yield { method, target, headers, body: held.subarray(end + 4, whole) };
      held = held.subarray(whole);
    }
  }
}
