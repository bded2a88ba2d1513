import { bareName, isForCaller } from "../service/header-rules.ts";
import { type HeaderLine, isSoundLine, namedByConnection } from "./header-line.ts";
import { scopedCookie } from "./scoped-cookie.ts";

/**
 * The headers of the upstream's answer as the caller gets them: without what `header-rules` keeps back, its cookies for
 * this service alone.
 *
 * @param raw names and values in turn, as they came
 * @param status of the answer: one that has no body is given neither type nor, for 204, length
 * @param cookiePath the service's path, as the caller sees it
 */
export const responseHeaders = (
  raw: readonly string[],
  status: number,
  bodiless: boolean,
  cookiePath: string,
): HeaderLine[] => {
  const lines = pairs(raw);
  const named = namedByConnection(lines);
  const chunked = lines.some(([name]) => bareName(name) === "transferencoding");
  const kept = lines.flatMap((line): HeaderLine[] => {
    const [name, value] = line;
    const bare = bareName(name);
    if (name.toLowerCase() === "content-length")
      return status !== 204 && !chunked && /^\d{1,15}$/.test(value) ? [line] : [];
    if (named.has(bare) || !isForCaller(name) || !isSoundLine(line)) return [];
    if (bare !== "setcookie") return [line];
    const scoped = scopedCookie(value, cookiePath);
    return scoped === undefined ? [] : [[name, scoped]];
  });
  const typed = kept.some(([name]) => name.toLowerCase() === "content-type");
  // API Gateway would call an answer without a type JSON.
  return typed || bodiless ? kept : [...kept, ["Content-Type", "application/octet-stream"]];
};

const pairs = (raw: readonly string[]): HeaderLine[] => {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2)
    lines.push([raw[index] ?? "", raw[index + 1] ?? ""]);
  return lines;
};
