import type { HeaderLine } from "@latchkey/core/gateway/header-line";
import { type AnswerSink, answerHead, beginAnswer, endAnswer } from "./answer-stream.ts";

export interface WholeAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Becomes JSON. */
  body?: unknown;
  /** JSON text, in place of the body. */
  json?: string;
  type?: "application/json" | "application/problem+json";
}

/** Sends an answer of our own. Gives the size of its body in bytes. */
export const sendWhole = async (
  sink: AnswerSink,
  { status, headers, body, json, type = "application/json" }: WholeAnswer,
  method: string,
): Promise<number> => {
  const said = json ?? (body === undefined ? undefined : JSON.stringify(body));
  const text = Buffer.from(said ?? "");
  const lines: HeaderLine[] = [
    ...Object.entries(headers),
    ["Cache-Control", "no-store"],
    ["X-Content-Type-Options", "nosniff"],
    ...(said === undefined
      ? []
      : [["Content-Type", type] as const, ["Content-Length", String(text.length)] as const]),
  ];
  const bytes = method === "HEAD" ? 0 : text.length;
  const out = beginAnswer(sink, answerHead(status, lines));
  await endAnswer(out, bytes === 0 ? undefined : text);
  return bytes;
};
