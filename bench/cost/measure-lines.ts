import { ACCESS_LOG } from "@latchkey/functions/routes/access-log";
import { eventWith } from "../authorizer.ts";
import { gatewayEvent } from "./gateway-event.ts";
import { AN_API_KEY } from "./measured.ts";
import { type Metered, TRACE } from "./metered-latchkey.ts";

/** Bytes that one call leaves in the logs. */
export interface MeasuredLines {
  /** The gateway's own line, as it goes to standard output. */
  gatewayLine: number;
  /** API Gateway's access log, with values of the usual length. */
  accessLine: number;
  /** What Lambda itself writes of each invocation when logs are JSON: a line at the start and a report. */
  platformLines: number;
}

export const measureLines = async (metered: Metered): Promise<MeasuredLines> => ({
  gatewayLine: await gatewayLine(metered),
  accessLine: Buffer.byteLength(accessLine()),
  platformLines: PLATFORM_LINES.reduce((sum, line) => sum + Buffer.byteLength(JSON.stringify(line)), 0),
});

const gatewayLine = async (metered: Metered): Promise<number> => {
  const issued = await metered.issue(AN_API_KEY);
  const event = eventWith({ "X-API-Key": issued.secret["apiKey"] ?? "" });
  const written = await metered.forward(gatewayEvent(event, await metered.authorize(event)));
  if (written.length !== 1) throw new Error("A call is one line of the gateway's log.");
  return Buffer.byteLength(written.join(""));
};

/** The values in place of API Gateway's variables in its access log. */
const VALUES: Record<string, string> = {
  "$context.requestTimeEpoch": "1767225600000",
  "$context.requestId": "d4f6c1d0-0000-4000-8000-000000000000",
  "$context.extendedRequestId": "QfBx5yy08XH0Q2s=",
  "$context.httpMethod": "GET",
  "$context.resourcePath": "/{service}/{proxy+}",
  "$context.status": "200",
  "$context.error.responseType": "-",
  "$context.responseLatency": "112",
  "$context.integration.latency": "105",
  "$context.integration.status": "200",
  "$context.authorizer.latency": "5",
  "$context.authorizer.status": "200",
  "$context.responseLength": "2048",
  "$context.identity.sourceIp": "203.0.113.200",
  "$context.authorizer.consumerId": `con_${"0".repeat(16)}`,
  "$context.authorizer.credentialId": `crd_${"0".repeat(26)}`,
  "$context.authorizer.subscriptionId": `sub_${"0".repeat(26)}`,
  "$context.authorizer.team": "callers",
  "$context.authorizer.serviceId": `svc_${"0".repeat(26)}`,
  "$context.authorizer.service": "orders",
  "$context.authorizer.code": "-",
};

/** The declared format, filled in. */
const accessLine = (): string => {
  const filled = Object.entries(ACCESS_LOG).map(([name, variable]) => {
    const value = VALUES[variable];
    if (value === undefined) throw new Error(`No value is known for ${variable}.`);
    return [name, value] as const;
  });
  return `${JSON.stringify(Object.fromEntries(filled))}\n`;
};

const REQUEST_ID = "d4f6c1d0-0000-4000-8000-000000000000";

/** In the shape of the Lambda Telemetry API's schema, as its reference shows them; not recorded from an account. */
const PLATFORM_LINES = [
  {
    time: "2026-03-01T12:00:00.000Z",
    type: "platform.start",
    record: { requestId: REQUEST_ID, version: "$LATEST" },
  },
  {
    time: "2026-03-01T12:00:00.110Z",
    type: "platform.report",
    record: {
      requestId: REQUEST_ID,
      metrics: { durationMs: 105.42, billedDurationMs: 106, memorySizeMB: 512, maxMemoryUsedMB: 142 },
      tracing: {
        spanId: "0000000000000000",
        type: "X-Amzn-Trace-Id",
        value: TRACE,
      },
      status: "success",
    },
  },
];
