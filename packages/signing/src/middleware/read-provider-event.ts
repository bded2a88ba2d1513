import type { ProviderEvent } from "./provider-event.ts";

/** What the authorizer has handed on, as far as it is needed here. */
export interface AdmittedContext {
  readonly consumerId: string;
  /** The only body that the call may have: `any`, `none` or `sha256=<hex>`. */
  readonly body: string;
  /** Not empty for a signature that may be used once. */
  readonly nonce: string;
  /** Not empty when the consumer's calls are limited, or its plan may limit them. */
  readonly limits: string;
  readonly plan: string;
  /** The method that was decided on, a space and more; empty where the authorizer is an older release's. */
  readonly request: string;
}

/** The context of an authorized call; undefined when the route does not have Latchkey's authorizer. */
export const admittedContext = (event: ProviderEvent): AdmittedContext | undefined => {
  const authorizer = member(event.requestContext, "authorizer");
  // An HTTP API keeps what a Lambda authorizer said apart from the claims of its own JWT authorizer.
  const context = member(authorizer, "lambda") ?? authorizer;
  const text = (name: string) => {
    const value = member(context, name);
    return typeof value === "string" ? value : "";
  };
  if (text("kind") !== "consumer" || text("consumerId") === "" || text("body") === "") return undefined;
  return {
    consumerId: text("consumerId"),
    body: text("body"),
    nonce: text("nonce"),
    limits: text("limits"),
    plan: text("plan"),
    request: text("request"),
  };
};

/** Of a REST API's event, or of an HTTP API's. */
export const eventMethod = (event: ProviderEvent): unknown =>
  member(event, "httpMethod") ?? member(member(event.requestContext, "http"), "method");

/** The bytes of the body, as far as API Gateway has left them as they were. */
export const eventBody = ({ body, isBase64Encoded }: ProviderEvent): Buffer =>
  Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8");

/** A member of what may be an object, never anything inherited. */
export const member = (of: unknown, name: string): unknown =>
  typeof of === "object" && of !== null && Object.hasOwn(of, name) ? Reflect.get(of, name) : undefined;
