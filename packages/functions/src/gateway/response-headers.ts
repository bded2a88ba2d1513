import { comparable, type HeaderLine, HOP_BY_HOP, isSoundLine, namedByConnection } from "./header-line.ts";

/**
 * The headers of the upstream's answer as the caller gets them: without those of one hop, and without what only the
 * door may say: CORS, the request's id, API Gateway's ids, and where else the service can be reached (`Alt-Svc`).
 *
 * @param raw names and values in turn, as they came
 * @param status of the answer: one that has no body is given neither type nor, for 204, length
 */
export const responseHeaders = (raw: readonly string[], status: number, bodiless: boolean): HeaderLine[] => {
  const lines = pairs(raw);
  const named = namedByConnection(lines);
  const chunked = lines.some(([name]) => comparable(name) === "transfer-encoding");
  const kept = lines.filter((line) => {
    const name = comparable(line[0]);
    if (line[0].toLowerCase() === "content-length")
      return status !== 204 && !chunked && /^\d{1,15}$/.test(line[1]);
    return !named.has(name) && !HOP_BY_HOP.has(name) && !isDoors(name) && isSoundLine(line);
  });
  const typed = kept.some(([name]) => comparable(name) === "content-type");
  // API Gateway would call an answer without a type JSON.
  return typed || bodiless ? kept : [...kept, ["Content-Type", "application/octet-stream"]];
};

const isDoors = (name: string): boolean =>
  name.startsWith("access-control-") ||
  name.startsWith("proxy-") ||
  ["alt-svc", "x-request-id", "x-amzn-requestid", "x-amz-apigw-id", "x-amzn-trace-id"].includes(name);

const pairs = (raw: readonly string[]): HeaderLine[] => {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2)
    lines.push([raw[index] ?? "", raw[index + 1] ?? ""]);
  return lines;
};
