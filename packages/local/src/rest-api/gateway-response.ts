import type { RequestContext } from "./request-context.ts";
import type { GatewayResponse, GatewayResponseType, RestApi } from "./rest-api.ts";

/** An answer of API Gateway itself. `message` is null where API Gateway says nothing. */
export interface Refusal {
  readonly type: GatewayResponseType;
  readonly statusCode: number;
  readonly message: string | null;
  /** Refused before the API is known: nothing customises the answer. */
  readonly plain?: true;
  /** What the authorizer put into the context, once it has. */
  readonly authorizer?: Readonly<Record<string, string>>;
}

export const REFUSALS = {
  malformedRequest: { type: "DEFAULT_4XX", statusCode: 400, message: "Bad Request" },
  unknownRoute: {
    type: "MISSING_AUTHENTICATION_TOKEN",
    statusCode: 403,
    message: "Missing Authentication Token",
  },
  unauthorized: { type: "UNAUTHORIZED", statusCode: 401, message: "Unauthorized" },
  authorizerFailure: { type: "AUTHORIZER_FAILURE", statusCode: 500, message: null },
  authorizerConfiguration: { type: "AUTHORIZER_CONFIGURATION_ERROR", statusCode: 500, message: null },
  headersTooLarge: {
    type: "DEFAULT_4XX",
    statusCode: 431,
    message: "Request Header Fields Too Large",
    plain: true,
  },
  tooLarge: { type: "REQUEST_TOO_LARGE", statusCode: 413, message: "Request Too Long", plain: true },
  tooLargeForLambda: { type: "REQUEST_TOO_LARGE", statusCode: 413, message: "Request Too Long" },
  targetTooLong: { type: "DEFAULT_4XX", statusCode: 414, message: "Request-URI Too Long" },
  badAnswer: { type: "DEFAULT_5XX", statusCode: 502, message: "Internal server error" },
  timeout: { type: "INTEGRATION_TIMEOUT", statusCode: 504, message: "Endpoint request timed out" },
} as const satisfies Record<string, Refusal>;

export interface RenderedResponse {
  readonly statusCode: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

const DEFAULT_TEMPLATE = '{"message":$context.error.messageString}';

/**
 * A type that is not customised falls back to DEFAULT_4XX or DEFAULT_5XX, then to API Gateway's own document.
 */
export const renderRefusal = (
  refusal: Refusal,
  { gatewayResponses: configured, targetTooLong }: Pick<RestApi, "gatewayResponses" | "targetTooLong">,
  context: RequestContext,
): RenderedResponse => {
  const own = refusedBeforeTheApi(refusal, targetTooLong);
  const fallback = refusal.statusCode >= 500 ? configured.DEFAULT_5XX : configured.DEFAULT_4XX;
  const chosen: GatewayResponse = own ??
    configured[refusal.type] ??
    fallback ?? { template: DEFAULT_TEMPLATE };
  const headers = Object.entries(chosen.headers ?? {});
  const typed = headers.some(([name]) => name.toLowerCase() === "content-type");
  return {
    statusCode: chosen.statusCode ?? refusal.statusCode,
    headers: typed ? headers : [["Content-Type", "application/json"], ...headers],
    body: Buffer.from(substitute(chosen.template, variablesOf(refusal, context), "")),
  };
};

const refusedBeforeTheApi = (
  { statusCode, plain }: Refusal,
  targetTooLong: GatewayResponse | undefined,
): GatewayResponse | undefined => {
  if (plain) return { template: DEFAULT_TEMPLATE };
  return statusCode === REFUSALS.targetTooLong.statusCode ? targetTooLong : undefined;
};

/** A line of the access log, in which what is not known is `-`. */
export const renderAccessLine = (
  format: string,
  refusal: Refusal,
  context: RequestContext,
  sent: { readonly status: number; readonly responseLength: number; readonly responseLatency: number },
): string => substitute(format, { ...variablesOf(refusal, context), ...sent }, "-");

const variablesOf = (refusal: Refusal, context: RequestContext): object => ({
  ...context,
  authorizer: refusal.authorizer ?? {},
  error: {
    message: refusal.message ?? "",
    messageString: JSON.stringify(refusal.message),
    responseType: refusal.type,
  },
});

// One pass, so that a value which looks like a variable stays what it is.
const substitute = (template: string, variables: object, absent: string): string =>
  template.replace(/\$context\.(\w+(?:\.\w+)*)/g, (_, path: string) => {
    let value: unknown = variables;
    for (const name of path.split(".")) {
      value =
        typeof value === "object" && value !== null && Object.hasOwn(value, name)
          ? Reflect.get(value, name)
          : undefined;
    }
    return (typeof value === "string" || typeof value === "number" ? String(value) : "") || absent;
  });
