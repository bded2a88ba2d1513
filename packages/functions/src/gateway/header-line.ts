/** One header, as it stood on the wire. A name may come several times. */
export type HeaderLine = readonly [name: string, value: string];

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** RFC 9110, section 5.5: no CR, LF or NUL, with which a value could become another header. */
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

export const isSoundLine = ([name, value]: HeaderLine): boolean =>
  TOKEN.test(name) && FIELD_VALUE.test(value);

/** What a name is compared by: many servers read `X_Consumer_Id` and `X-Consumer-Id` as one (RFC 3875, 4.1.18). */
export const comparable = (name: string): string => name.toLowerCase().replaceAll("_", "-");

/** The headers that `Connection` names: they are about one hop, whatever they are (RFC 9110, section 7.6.1). */
export const namedByConnection = (lines: readonly HeaderLine[]): Set<string> =>
  new Set(
    lines
      .filter(([name]) => comparable(name) === "connection")
      .flatMap(([, value]) => value.split(","))
      .map((name) => comparable(name.trim())),
  );

/** What concerns one connection, or is said anew for the next one. */
export const HOP_BY_HOP: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "te",
  "trailer",
  "trailers",
  "transfer-encoding",
  "upgrade",
]);
