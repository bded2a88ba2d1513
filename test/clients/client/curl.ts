import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { type Client, withKey } from "./client.ts";

/** The program, with the body on its standard input. */
export const curl: Client = async (sent) => {
  const { url, method = "GET", body, onPiece } = sent;
  const child = spawn("curl", [
    ...["--silent", "--show-error", "--no-buffer", "--globoff", "--path-as-is", "--include"],
    ...(method === "HEAD" ? ["--head"] : ["--request", method]),
    ...Object.entries(withKey(sent)).flatMap(([name, value]) => [
      "--header",
      // How curl is told to send a header without a value.
      value === "" ? `${name};` : `${name}: ${value}`,
    ]),
    ...(body === undefined ? [] : ["--data-binary", "@-"]),
    url,
  ]);
  child.stdin.end(body);
  const exited = once(child, "exit");
  const [answer, said] = await Promise.all([answerOf(child.stdout, onPiece), text(child.stderr)]);
  const [code, signal] = await exited;
  if (code !== 0) throw new Error(`curl ended with ${code ?? signal}: ${said}`);
  return answer;
};

/** The heads, interim ones first, then the body. */
const HEADS = /^(?:HTTP\/1\.1 1\d\d[\s\S]*?\r\n\r\n)*HTTP\/1\.1 [2-9][\s\S]*?\r\n\r\n/;

const answerOf = async (output: AsyncIterable<Buffer>, onPiece?: (piece: Buffer) => void) => {
  let heads: string | undefined;
  let all: Buffer = Buffer.alloc(0);
  for await (const piece of output) {
    const before = heads === undefined ? 0 : all.length - heads.length;
    all = Buffer.concat([all, piece]);
    heads ??= HEADS.exec(all.toString("latin1"))?.[0];
    if (heads !== undefined && all.length > heads.length) onPiece?.(all.subarray(heads.length + before));
  }
  return { ...parsedHead(heads ?? ""), body: all.subarray(heads?.length ?? 0) };
};

const parsedHead = (heads: string) => {
  const [first = "", ...lines] = heads.trimEnd().split("\r\n\r\n").at(-1)?.split("\r\n") ?? [];
  const headers: Record<string, string[]> = {};
  for (const line of lines) {
    const [, name = "", value = ""] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    headers[name.toLowerCase()] = [...(headers[name.toLowerCase()] ?? []), value];
  }
  return { status: Number(first.split(" ")[1]), headers };
};
