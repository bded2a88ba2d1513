import type { Operation } from "./openapi-operations.ts";

export type Tried = { reached: true; status: number; ms: number; text: string } | { reached: false };

const LONGEST_ANSWER = 20_000;

/**
 * The address of a call. None where it is not below the service's own, as a browser reads it: dot segments of the
 * document's path and of what was typed in would take the key to another service.
 */
export const tryUrl = (
  address: string,
  { path, parameters }: Pick<Operation, "path" | "parameters">,
  values: Readonly<Record<string, string>>,
): string | undefined => {
  const filled = path.replace(/\{([^}]+)\}/g, (_whole, name: string) =>
    encodeURIComponent(values[name] ?? ""),
  );
  const query = new URLSearchParams(
    parameters.flatMap(({ name, place }) =>
      place === "query" && values[name] ? [[name, values[name]] as [string, string]] : [],
    ),
  ).toString();
  const url = `${address}/${filled.replace(/^\/+/, "")}${query === "" ? "" : `?${query}`}`;
  return isBelow(address, url) ? url : undefined;
};

/** Whether the address is the service's own or below it, as a browser reads it. */
export const isBelow = (address: string, url: string): boolean => {
  const service = new URL(`${address}/`);
  const called = URL.parse(url);
  return called?.origin === service.origin && called.pathname.startsWith(service.pathname);
};

interface TryRequest {
  url: string;
  method: string;
  apiKey: string;
  body?: string;
}

/** A browser cannot tell a service that does not allow this origin from one that does not answer. */
export const tryCall = async ({ url, method, apiKey, body }: TryRequest): Promise<Tried> => {
  const from = performance.now();
  try {
    const response = await fetch(url, {
      method,
      headers: {
        "X-API-Key": apiKey,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      credentials: "omit",
      ...(body === undefined ? {} : { body }),
    });
    const answered = await response.text();
    return {
      reached: true,
      status: response.status,
      ms: Math.round(performance.now() - from),
      text: answered.slice(0, LONGEST_ANSWER),
    };
  } catch {
    return { reached: false };
  }
};
