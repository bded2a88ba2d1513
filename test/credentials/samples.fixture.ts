/** A request as a program means it, before a client signs it. `path` is below the service. */
export interface Sample {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
}

export const SAMPLES: Record<string, Sample> = {
  GET: { method: "GET", path: "/orders" },
  "POST with JSON": {
    method: "POST",
    path: "/orders",
    body: '{"hello":"wörld"}',
    headers: { "Content-Type": "application/json" },
  },
  "POST with bytes": {
    method: "POST",
    path: "/upload",
    body: Uint8Array.from({ length: 256 }, (_, byte) => byte),
    headers: { "Content-Type": "application/octet-stream" },
  },
  "POST without a body": { method: "POST", path: "/orders" },
  "PUT with an empty body": { method: "PUT", path: "/orders", body: "" },
  "a query with repeated and reserved characters": {
    method: "GET",
    path: "/search?a=1&a=0&b=2&empty=&q=%21%27%28%29%2A%7E%20%2B%2F&%C3%A9=%E1%88%B4",
  },
  "a query in canonical form": {
    method: "GET",
    path: "/search?%C3%A9=%E1%88%B4&a=0&a=1&b=2&empty=&q=%21%27%28%29%2A~%20%2B%2F",
  },
  "a UTF-8 path": { method: "GET", path: "/caf%C3%A9/a%20b/%E2%82%AC" },
};
