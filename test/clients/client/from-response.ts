import type { Got } from "./client.ts";

export const pathOf = (url: string) => {
  const { origin, pathname, search } = new URL(url);
  return { origin, path: pathname + search };
};

export const fromResponse = (
  { status, headers }: Pick<Response, "status" | "headers">,
  body: Buffer,
): Got => ({
  status,
  headers: Object.fromEntries([...headers].map(([name, value]) => [name, [value]])),
  body,
});

/** An answer of 4xx or 5xx, which the SDKs throw with its body parsed. */
export const problemOf = ({
  status,
  headers,
  error,
}: {
  status?: number;
  headers?: Headers;
  error?: unknown;
}): Got =>
  fromResponse(
    { status: status ?? 0, headers: headers ?? new Headers() },
    Buffer.from(JSON.stringify(error ?? null)),
  );
