import { headerValues, singleHeader } from "../request-headers.ts";
import { trimmedHeaderValue } from "../signature/header-line.ts";
import type { SignedText } from "../signature/signed-text.ts";
import { TextWriter } from "../signature/text-writer.ts";
import type { SignedRequest } from "../signed-request.ts";
import { encodeQueryParam, type QueryParamEncoding } from "./query-param.ts";
import type { InnerList, Item } from "./structured-field.ts";
import { writeInnerList, writeItem } from "./write-structured-field.ts";

/** The parts of the request that an event lacks, and that have to be tried. */
export interface Rfc9421Reading {
  readonly scheme: "https" | "http";
  /** As it is written, without its question mark. */
  readonly query: string;
  /** How `@query-param` is written: as the RFC says, or as JavaScript's encodeURIComponent does. */
  readonly queryParam: QueryParamEncoding;
}

/** Derived components that are understood (RFC 9421, section 2.2). */
export const DERIVED_COMPONENTS = [
  "@method",
  "@authority",
  "@scheme",
  "@path",
  "@query",
  "@query-param",
  "@target-uri",
  "@request-target",
] as const;

/**
 * The signature base (RFC 9421, section 2.5). The place of a covered Content-Length that the request lacks stays open.
 * @param input the covered components with the signature's parameters
 * @returns undefined when another component is missing or cannot be signed
 */
export const signatureBase = (
  request: SignedRequest,
  input: InnerList,
  reading: Rfc9421Reading,
): SignedText | undefined => {
  const writer = new TextWriter();
  for (const component of input.items) {
    const name = String(component.bare.value);
    writer.write(`${writeItem(component)}: `);
    const value = name.startsWith("@")
      ? derivedValue(request, name, component, reading)
      : fieldValue(request, name);
    if (value !== undefined) writer.write(value);
    else if (name === "content-length" && headerValues(request, name).length === 0)
      writer.leaveContentLength();
    else return undefined;
    writer.write("\n");
  }
  writer.write(`"@signature-params": ${writeInnerList(input)}`);
  return writer.text;
};

/** A field's values, trimmed and joined (section 2.1). */
const fieldValue = (request: SignedRequest, name: string): string | undefined => {
  const values = headerValues(request, name).map(trimmedHeaderValue);
  return values.length === 0 || values.includes(undefined) ? undefined : values.join(", ");
};

const derivedValue = (
  request: SignedRequest,
  name: string,
  component: Item,
  reading: Rfc9421Reading,
): string | undefined => {
  const { query } = reading;
  const search = query === "" ? "" : `?${query}`;
  switch (name) {
    case "@method":
      return request.method;
    case "@scheme":
      return reading.scheme;
    case "@authority":
      return authority(request, reading.scheme);
    case "@path":
      return request.path;
    case "@query":
      return `?${query}`;
    case "@request-target":
      return request.path + search;
    case "@target-uri": {
      const host = authority(request, reading.scheme);
      return host && `${reading.scheme}://${host}${request.path}${search}`;
    }
    case "@query-param":
      return queryParam(request, component, reading.queryParam);
    default:
      return undefined;
  }
};

/** The host in lower case, without the scheme's own port (section 2.2.3). */
const authority = (request: SignedRequest, scheme: "https" | "http"): string | undefined => {
  const host = trimmedHeaderValue(singleHeader(request, "host") ?? "");
  const port = scheme === "https" ? ":443" : ":80";
  const lower = host?.toLowerCase();
  return (lower?.endsWith(port) ? lower.slice(0, -port.length) : lower) || undefined;
};

/** One parameter's value. A name that comes more than once must not be signed alone (section 2.2.8). */
const queryParam = (
  request: SignedRequest,
  component: Item,
  encoding: QueryParamEncoding,
): string | undefined => {
  const name = queryParamName(component);
  const found = request.query.filter(([queryName]) => queryName === name);
  const [only] = found;
  return only && found.length === 1 ? encodeQueryParam(only[1], encoding) : undefined;
};

/** The decoded name that a `@query-param` component is for. */
export const queryParamName = (component: Item): string | undefined => {
  const name = component.parameters.get("name");
  if (name?.type !== "string") return undefined;
  try {
    return decodeURIComponent(name.value);
  } catch {
    return undefined;
  }
};
