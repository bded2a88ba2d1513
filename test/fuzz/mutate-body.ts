import { gzipSync } from "node:zlib";
import { deep, HOSTILE_TEXTS, HOSTILE_VALUES } from "./hostile-values.ts";
import type { Random } from "./random.ts";

/** One member of a value, at any depth, replaced, removed or joined by one more. */
export const mutated = (value: unknown, random: Random): unknown => {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.6)) {
    const at = random.below(value.length);
    return random.choose<() => unknown>([
      [3, () => value.with(at, mutated(value[at], random))],
      [1, () => [...value, ...value]],
      [1, () => Array.from({ length: 200 }, () => value[at])],
    ])();
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value) && random.chance(0.8)) {
    const members = Object.entries(value);
    const [name, of] = members.length > 0 ? random.pick(members) : ["name", 1];
    return random.choose<() => unknown>([
      [5, () => ({ ...value, [name]: mutated(of, random) })],
      [1, () => Object.fromEntries(members.filter(([each]) => each !== name))],
      [1, () => ({ ...value, [random.pick(HOSTILE_TEXTS)]: of })],
      [1, () => ({ ...value, [name.toUpperCase()]: of })],
    ])();
  }
  return random.chance(0.6) ? random.pick(HOSTILE_TEXTS) : random.pick(HOSTILE_VALUES);
};

export interface Body {
  bytes: Buffer;
  headers: string[];
}

const JSON_TYPE = "Content-Type: application/json";
const plain = (text: string, type = JSON_TYPE): Body => ({ bytes: Buffer.from(text), headers: [type] });

/** A JSON text as it should be sent, or as clients with faults send it. */
export const brokenBody = (text: string, random: Random): Body =>
  random.choose<() => Body>([
    [4, () => plain(text.slice(0, random.below(text.length + 1)))],
    [1, () => plain(text + random.pick(["}", text, "\u0000", " ", "\n//x"]))],
    [1, () => plain(text.replace("{", `{"name":"first","name":`))],
    [1, () => plain(`\ufeff${text}`)],
    [1, () => ({ bytes: Buffer.from(text, "utf16le"), headers: [JSON_TYPE] })],
    [
      1,
      () => ({
        bytes: Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xc0, 0xaf])]),
        headers: [JSON_TYPE],
      }),
    ],
    [1, () => plain(deep(random.pick([10, 1000, 20_000])))],
    [1, () => plain(random.pick(["", "null", "[]", "1", '"x"', "NaN", "[".repeat(50_000)]))],
    [1, () => ({ bytes: gzipSync(text), headers: [JSON_TYPE, "Content-Encoding: gzip"] })],
    [1, () => ({ bytes: Buffer.from(text), headers: [JSON_TYPE, "Content-Encoding: gzip"] })],
    [
      1,
      () =>
        plain(
          text,
          `Content-Type: ${random.pick(["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "*/*", ";"])}`,
        ),
    ],
    [0.3, () => plain(JSON.stringify({ name: "x".repeat(random.pick([100_000, 400_000, 1_100_000])) }))],
  ])();

export const soundBody = (value: unknown): Body => plain(JSON.stringify(value) ?? "");
