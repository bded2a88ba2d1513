import type { Edge } from "./cloudfront-edge.ts";
import type { LambdaHandler, StreamingHandler } from "./lambda-handler.ts";
import type { SignatureV4Dropped } from "./signature-v4-header.ts";
import type { StageFault } from "./stage-faults.ts";

/** The gateway responses that this adapter can give, by API Gateway's own names. */
export type GatewayResponseType =
  | "ACCESS_DENIED"
  | "AUTHORIZER_CONFIGURATION_ERROR"
  | "AUTHORIZER_FAILURE"
  | "DEFAULT_4XX"
  | "DEFAULT_5XX"
  | "INTEGRATION_TIMEOUT"
  | "MISSING_AUTHENTICATION_TOKEN"
  | "REQUEST_TOO_LARGE"
  | "UNAUTHORIZED";

/**
 * A customised answer of API Gateway itself. `$context.NAME` in the template is replaced as plain text, nothing
 * is escaped, and what is not there becomes empty. `headers` are literal. Without `statusCode` the type's own is used;
 * one on DEFAULT_4XX or DEFAULT_5XX replaces the status of every answer that falls back to it.
 */
export interface GatewayResponse {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly template: string;
}

export interface RestRoute {
  /** `GET`, `POST`, …, or `ANY` (DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT). */
  readonly method: string;
  /** `/v1/teams/{team}` or `/{service}/{proxy+}`; never ends in a slash, but for `/`. */
  readonly path: string;
  readonly authorized: boolean;
  readonly integration: {
    readonly handler: LambdaHandler | StreamingHandler;
    readonly functionName?: string;
    /** `responseTransferMode: STREAM`; the handler must come from `awslambda.streamifyResponse`. */
    readonly streaming?: boolean;
    readonly timeoutMilliseconds?: number;
    /** The function's `WWW-Authenticate` is not renamed, as API Gateway would. */
    readonly keepsChallenge?: boolean;
  };
}

export interface RestApi {
  readonly name: string;
  readonly apiId: string;
  readonly stage: string;
  /** Whether clients write the stage in the URL. `requestContext.path` begins with it in both cases. */
  readonly stageInPath: boolean;
  readonly routes: readonly RestRoute[];
  /** A REQUEST authorizer with ttl 0 and the identity source `context.extendedRequestId`. */
  readonly authorizer?: { readonly handler: LambdaHandler; readonly functionName?: string };
  readonly gatewayResponses: Readonly<Partial<Record<GatewayResponseType, GatewayResponse>>>;
  /**
   * In place of DEFAULT_4XX where a target is too long: what a firewall in front of the API answers, since the API itself
   * gives all that it has no type for one document.
   */
  readonly targetTooLong?: GatewayResponse;
  /** In front of the API, where there is one. */
  readonly edge?: Edge;
  /** As if nothing were dropped by default. */
  readonly signatureV4Dropped?: SignatureV4Dropped;
  /** None by default. */
  readonly faults?: readonly StageFault[];
  readonly binaryMediaTypes: readonly string[];
  readonly maxBodyBytes: number;
  readonly timeoutMilliseconds: number;
  /** How long a streamed answer may be silent; 5 minutes, as regional endpoints have it. */
  readonly idleMilliseconds?: number;
  readonly accountId?: string;
  readonly region?: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** The stage's access log: a line, as `format` has it, for each request that the API answers itself. */
  readonly accessLog?: { readonly format: string; write(line: string): void };
  /** Told of every failure that the client only sees as a status; `console.error` by default. */
  readonly report?: (fault: RestFault) => void;
}

export interface RestFault {
  readonly requestId: string;
  readonly functionName: string;
  readonly message: string;
  readonly error?: unknown;
}
