import type { Route } from "./route.ts";

/** The data plane: one Lambda for every service; which one is called is read from the path. */
export const GATEWAY_ROUTES: readonly Route[] = [
  { method: "GET", path: "/healthz", noun: "gateway", operation: "health", public: true },
  { method: "HEAD", path: "/healthz", noun: "gateway", operation: "health", public: true },
  { method: "OPTIONS", path: "/{service}", noun: "gateway", operation: "preflight", public: true },
  { method: "OPTIONS", path: "/{service}/{proxy+}", noun: "gateway", operation: "preflight", public: true },
  { method: "ANY", path: "/{service}", noun: "gateway", operation: "forward" },
  { method: "ANY", path: "/{service}/{proxy+}", noun: "gateway", operation: "forward" },
];
