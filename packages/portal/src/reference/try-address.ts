import type { Operation, Parameter } from "./openapi-operations.ts";

/** Dot segments once decoded, as programs on the way may decode them, more than once. */
const climbs = (path: string): boolean => {
  let read = path;
  for (let times = 0; times < 4; times += 1) {
    if (/(?:^|[/\\])\.{1,2}(?:[/\\;?#]|$)/.test(read.replaceAll(/[\t\n\r]/g, ""))) return true;
    read = read.replaceAll(/%([0-9a-f]{2})/gi, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  return false;
};

/**
 * The address of a call. None where it may lead out of the service: a path of the document that names another host or
 * begins with `//`, and dot segments of the path or of what was typed in, however they are encoded, would take the
 * credential to another service.
 */
export const tryUrl = (
  address: string,
  { path, parameters }: Pick<Operation, "path" | "parameters">,
  values: Readonly<Record<string, string>>,
): string | undefined => {
  const filled = path.replace(/\{([^}]+)\}/g, (_whole, name: string) =>
    encodeURIComponent(values[inputOf({ place: "path", name })] ?? ""),
  );
  const query = new URLSearchParams(
    parameters.flatMap((parameter) => {
      const value = parameter.place === "query" ? values[inputOf(parameter)] : undefined;
      return value ? [[parameter.name, value] as [string, string]] : [];
    }),
  ).toString();
  if (!/^\/(?!\/)/.test(filled) || filled.includes("\\") || climbs(filled)) return undefined;
  const url = `${address}${filled}${query === "" ? "" : `?${query}`}`;
  return isBelow(address, url) ? url : undefined;
};

/** Whether the address is the service's own or below it, as a browser reads it. */
export const isBelow = (address: string, url: string): boolean => {
  const service = new URL(`${address}/`);
  const called = URL.parse(url);
  return called?.origin === service.origin && called.pathname.startsWith(service.pathname);
};

/** The name of a parameter's value among those that were typed: two places may have the same name. */
export const inputOf = ({ place, name }: Pick<Parameter, "place" | "name">): string => `${place} ${name}`;
