import { createContext, runInContext } from "node:vm";

/** What the next hop knows of a request's headers and client. */
export interface Arrival {
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly sourceIp: string;
}

/** In front of an API, which knows of the client only what is handed on here. */
export type Edge = (request: Arrival & { readonly method: string; readonly uri: string }) => Arrival;

interface Field {
  readonly value: string;
  readonly multiValue?: readonly { readonly value: string }[];
}
type Line = readonly [name: string, value: string];

/** Of CloudFront's own range: an API behind it sees no client's address. */
const EDGE_ADDRESS = "130.176.0.1";
const VIA = "2.0 0123456789abcdef.cloudfront.net (CloudFront)";

// CloudFront Developer Guide, "Restrictions on all edge functions"; cookies are shown apart.
const NOT_SHOWN = new Set([
  "connection",
  "cookie",
  "expect",
  "keep-alive",
  "proxy-connection",
  "trailer",
  "upgrade",
]);
/** Not shown either, and not handed on. */
const REMOVED = "proxy-authorization";

/**
 * CloudFront with a function at the viewer request, the managed policies CachingDisabled and AllViewerExceptHostHeader, and
 * custom headers of its origin, which go before a client's of the same name. The function has nothing but its language.
 *
 * @param code as CloudFront is given it: it declares `handler`
 */
export const cloudFrontEdge = (
  code: string,
  origin: { readonly host: string; readonly headers: Readonly<Record<string, string>> },
): Edge => {
  const bare = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  const handler: (event: object) => { headers: Record<string, Field> } = runInContext(
    `${code};handler`,
    bare,
  );
  const replaced = new Set(["host", ...Object.keys(origin.headers)]);
  return ({ rawHeaders, sourceIp, method, uri }) => {
    const lines = linesOf(rawHeaders).filter(([name]) => name.toLowerCase() !== REMOVED);
    const { headers } = handler({
      version: "1.0",
      context: { eventType: "viewer-request" },
      viewer: { ip: sourceIp },
      request: {
        method,
        uri,
        querystring: {},
        headers: shown(lines.filter(([name]) => !NOT_SHOWN.has(name.toLowerCase()))),
        cookies: {},
      },
    });
    const passed: Line[] = [
      ["Host", origin.host],
      ...Object.entries(headers)
        .filter(([name]) => !replaced.has(name))
        .flatMap(([name, field]) => valuesOf(field).map((value): Line => [name, value])),
      ...lines.filter(([name]) => NOT_SHOWN.has(name.toLowerCase())),
      ["X-Forwarded-For", sourceIp],
      ["Via", VIA],
      ["X-Amz-Cf-Id", "made-by-the-edge"],
      ...Object.entries(origin.headers),
    ];
    return { sourceIp: EDGE_ADDRESS, rawHeaders: passed.flat() };
  };
};

const linesOf = (rawHeaders: readonly string[]): Line[] =>
  rawHeaders.flatMap((name, index): Line[] => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ""]] : []));

/** By their names in small letters; of several lines `value` is the first. */
const shown = (lines: readonly Line[]): Record<string, Field> =>
  Object.fromEntries(
    [...Map.groupBy(lines, ([name]) => name.toLowerCase())].map(([name, same]) => {
      const multiValue = same.map(([, value]) => ({ value }));
      return [name, { value: multiValue[0]?.value ?? "", ...(same.length > 1 ? { multiValue } : {}) }];
    }),
  );

const valuesOf = ({ value, multiValue }: Field): string[] =>
  multiValue ? multiValue.map((each) => each.value) : [value];
