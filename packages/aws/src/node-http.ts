type Http = typeof import("node:http");
type Https = typeof import("node:https");

/**
 * Node's client for a protocol, loaded when it is first asked for. An `import` of `node:http` evaluates each of its exports,
 * `WebSocket` among them, which costs 25 ms of a cold start.
 */
export const nodeHttp = (protocol: string): Http | Https =>
  protocol === "https:" ? process.getBuiltinModule("node:https") : process.getBuiltinModule("node:http");
