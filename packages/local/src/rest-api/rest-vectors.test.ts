import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { recorder, route, send, startApi } from "./rest-api.fixture.ts";

// Recorded on AWS by LocalStack (tests/aws/services/apigateway/test_apigateway_lambda.snapshot.json, Apache-2.0).
const root = resolve(import.meta.dirname, "../../../..");
const file = resolve(root, process.env.LATCHKEY_VECTORS ?? "../shared/vectors", "rest-events.json");
const present = existsSync(file);

interface Recorded {
  httpMethod: string;
  headers: Record<string, string>;
  multiValueHeaders: Record<string, string[]>;
  multiValueQueryStringParameters: Record<string, string[]> | null;
  requestContext: { path: string; stage: string; resourcePath: string; accountId: string };
  body: unknown;
}

interface RecordedAnswer {
  content: unknown;
  headers?: Record<string, string>;
}

const recordings: Record<string, { "recorded-content": Record<string, unknown> }> = present
  ? JSON.parse(readFileSync(file, "utf8"))
  : {};

function recorded(test: string): [string, unknown][] {
  const found = Object.entries(recordings).find(([name]) => name.endsWith(`::${test}`));
  return Object.entries(found?.[1]["recorded-content"] ?? {});
}

function isRecorded(value: unknown): value is Recorded {
  return typeof value === "object" && value !== null && "httpMethod" in value && "requestContext" in value;
}

function proxyEvents(): [string, Recorded][] {
  const mapped = recorded("test_lambda_aws_proxy_integration_request_data_mapping").map(([name, value]) => [
    name,
    typeof value === "object" && value !== null && "content" in value ? value.content : undefined,
  ]);
  return [...recorded("test_lambda_aws_proxy_integration"), ...mapped].flatMap(([name, value]) =>
    typeof name === "string" && isRecorded(value) ? [[name, value]] : [],
  );
}

const EDGE_HEADER = /^(CloudFront-.*|Via|X-Amz-Cf-Id|X-Forwarded-.*|X-Amzn-Trace-Id)$/i;

/** Removes the edge's own headers, on both sides. */
function withoutEdge(value: unknown, key = ""): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const headers = key === "headers" || key === "multiValueHeaders";
  const kept = Object.entries(value).filter(([name]) => !(headers && EDGE_HEADER.test(name)));
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutEdge(inner, name)]));
}

/** Puts what we had in the place of every mask; the same mask must stand for the same value all over. */
function unmask(recording: unknown, ours: unknown, seen: Map<string, unknown>): unknown {
  if (typeof recording === "string" && /^<.+>$/.test(recording)) {
    if (!seen.has(recording)) seen.set(recording, ours);
    return ours === undefined || ours === "" ? "something" : seen.get(recording);
  }
  if (Array.isArray(recording)) {
    return recording.map((item, index) => unmask(item, Array.isArray(ours) ? ours[index] : undefined, seen));
  }
  if (typeof recording !== "object" || recording === null) return recording;
  return Object.fromEntries(
    Object.entries(recording).map(([name, inner]) => {
      const mine = typeof ours === "object" && ours !== null ? Reflect.get(ours, name) : undefined;
      return [name, unmask(inner, mine, seen)];
    }),
  );
}

async function replay(recording: Recorded) {
  const { events, handler } = recorder();
  const { requestContext: context } = recording;
  const { port } = await startApi({
    apiId: "abc123",
    stage: context.stage,
    stageInPath: true,
    accountId: context.accountId,
    routes: [route("ANY", "/hardcoded", handler), route("ANY", "/{proxy+}", handler)].concat(
      context.resourcePath === "/{pathVariable}" ? [route("ANY", "/{pathVariable}", handler)] : [],
    ),
  });
  const query = Object.entries(recording.multiValueQueryStringParameters ?? {})
    .flatMap(([name, values]) =>
      values.map((value) => `${name}=${encodeURIComponent(value).replaceAll("%20", "+")}`),
    )
    .join("&");
  const host = "abc123.execute-api.us-east-1.amazonaws.com";
  const headers = Object.entries(recording.multiValueHeaders)
    .filter(([name]) => !EDGE_HEADER.test(name))
    .flatMap(([name, values]) => values.flatMap((value) => [name, name === "Host" ? host : value]));
  await send(port, query === "" ? context.path : `${context.path}?${query}`, {
    method: recording.httpMethod,
    headers,
    ...(recording.body === null ? {} : { body: JSON.stringify(recording.body) }),
  });
  return events[0];
}

describe.skipIf(!present)("an event recorded on AWS (skipped without the shared vectors)", () => {
  it("is there at all", () => {
    expect(proxyEvents().length).toBe(12);
  });

  it.each(proxyEvents())("%s: is what the function gets for the same request", async (_, recording) => {
    const event = await replay(recording);
    const ours = withoutEdge({ ...event, body: event?.body == null ? null : JSON.parse(event.body) });
    expect(ours).toEqual(unmask(withoutEdge(recording), ours, new Map()));
  });
});

// What the recorded function returned (it answers with the JSON it was sent), and the status that AWS gave.
const base64 = Buffer.from("test-data").toString("base64");
const ANSWERS: [string, unknown, number][] = [
  ["invoke-api-no-body", { statusCode: 200 }, 200],
  [
    "invoke-api-with-headers",
    { statusCode: 200, headers: { "test-header": "value", "header-bool": true } },
    200,
  ],
  ["invoke-api-with-headers-null", { statusCode: 200, headers: null }, 200],
  ["invoke-api-wrong-format", { statusCode: 200, wrongValue: "value" }, 502],
  ["invoke-api-empty-response", undefined, 502],
  ["invoke-api-b64-encoded-true", { statusCode: 200, body: base64, isBase64Encoded: true }, 200],
  ["invoke-api-b64-encoded-false", { statusCode: 200, body: base64 }, 200],
  [
    "invoke-api-multi-headers-valid",
    { statusCode: 200, multiValueHeaders: { "test-multi": ["value1", "value2"] } },
    200,
  ],
  [
    "invoke-api-multi-headers-overwrite",
    {
      statusCode: 200,
      multiValueHeaders: { "test-multi": ["value-multi"] },
      headers: { "test-multi": "value-solo" },
    },
    200,
  ],
  [
    "invoke-api-multi-headers-overwrite-casing",
    {
      statusCode: 200,
      multiValueHeaders: { "tesT-Multi": ["value-multi"] },
      headers: { "test-multi": "value-solo" },
    },
    200,
  ],
  [
    "invoke-api-multi-headers-invalid",
    { statusCode: 200, multiValueHeaders: { "test-multi-invalid": "value1" } },
    502,
  ],
  ["invoke-api-invalid-status-code", { statusCode: "test" }, 502],
  ["invoke-api-status-code-str", { statusCode: "201" }, 201],
  ["invoke-api-just-string", "justAString", 502],
  ["invoke-api-only-headers", { headers: { "test-header": "value" } }, 200],
];

function isAnswer(value: unknown): value is RecordedAnswer {
  return typeof value === "object" && value !== null && "content" in value;
}

/** As the recording client shows them: one line a name, the first casing, values joined. */
function joined(rawHeaders: string[]): Record<string, string> {
  const lines = new Map<string, [string, string]>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = rawHeaders.slice(index, index + 2);
    const known = lines.get(name.toLowerCase());
    lines.set(name.toLowerCase(), known ? [known[0], `${known[1]}, ${value}`] : [name, value]);
  }
  return Object.fromEntries(lines.values());
}

describe.skipIf(!present)("an answer recorded on AWS (skipped without the shared vectors)", () => {
  const recordings = recorded("test_aws_proxy_response_payload_format_validation");

  it("is in the table below, each one", () => {
    expect(ANSWERS.map(([name]) => name)).toEqual(recordings.map(([name]) => name));
  });

  it.each(ANSWERS)("%s: reaches the client as it did there", async (name, answer, status) => {
    const recording = recordings.find(([other]) => other === name)?.[1];
    if (!isAnswer(recording)) throw new Error(`${name} is not an answer`);
    const { port } = await startApi({ routes: [route("ANY", "/{proxy+}", async () => answer)] });
    const call = {
      method: "POST",
      headers: ["Connection", "keep-alive", "Accept", "*/*"],
      body: JSON.stringify(answer),
    };
    const ours = await send(port, "/test", { ...call, body: call.body ?? "" });
    expect(ours.status).toBe(status);
    expect(typeof recording.content === "string" ? ours.body : JSON.parse(ours.body)).toEqual(
      recording.content,
    );
    if (recording.headers) {
      const edge = /^(Via|X-Amz-Cf-.*|X-Cache)$/;
      const kept = Object.fromEntries(Object.entries(recording.headers).filter(([key]) => !edge.test(key)));
      const { "Keep-Alive": _, ...mine } = joined(ours.rawHeaders);
      expect(mine).toEqual(unmask(kept, mine, new Map()));
    }
  });
});
