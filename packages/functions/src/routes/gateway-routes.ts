import { PROTECTED_RESOURCE_PATH } from "./protected-resource.ts";
import type { Route } from "./route.ts";

/** Read by clients that have no credential yet. A resource's own preflight: `OPTIONS` of a broader one does not cover it. */
const PROTECTED_RESOURCES = [PROTECTED_RESOURCE_PATH, `${PROTECTED_RESOURCE_PATH}/{service}`].flatMap(
  (path): Route[] => [
    { method: "GET", path, noun: "gateway", operation: "protectedResource", public: true },
    { method: "HEAD", path, noun: "gateway", operation: "protectedResource", public: true },
    { method: "OPTIONS", path, noun: "gateway", operation: "preflight", public: true },
  ],
);

/** The data plane: one Lambda for every service; which one is called is read from the path. */
export const GATEWAY_ROUTES: readonly Route[] = [
  { method: "GET", path: "/healthz", noun: "gateway", operation: "health", public: true },
  { method: "HEAD", path: "/healthz", noun: "gateway", operation: "health", public: true },
  ...PROTECTED_RESOURCES,
  { method: "OPTIONS", path: "/{service}", noun: "gateway", operation: "preflight", public: true },
  { method: "OPTIONS", path: "/{service}/{proxy+}", noun: "gateway", operation: "preflight", public: true },
  { method: "ANY", path: "/{service}", noun: "gateway", operation: "forward" },
  { method: "ANY", path: "/{service}/{proxy+}", noun: "gateway", operation: "forward" },
];
