import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { recorder, route, send, startApi } from "./rest-api.fixture.ts";
import { ANSWERS, isAnswer, joined } from "./rest-vectors.fixture.ts";

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

const recordings: Record<string, { "recorded-content": Record<string, unknown> }> = present
  ? JSON.parse(readFileSync(file, "utf8"))
  : {};

const recorded = (test: string): [string, unknown][] => {
  const found = Object.entries(recordings).find(([name]) => name.endsWith(`::${test}`));
  return Object.entries(found?.[1]["recorded-content"] ?? {});
};

const isRecorded = (value: unknown): value is Recorded =>
  typeof value === "object" && value !== null && "httpMethod" in value && "requestContext" in value;

const proxyEvents = (): [string, Recorded][] => {
  const mapped = recorded("test_lambda_aws_proxy_integration_request_data_mapping").map(([name, value]) => [
    name,
    typeof value === "object" && value !== null && "content" in value ? value.content : undefined,
  ]);
  return [...recorded("test_lambda_aws_proxy_integration"), ...mapped].flatMap(([name, value]) =>
    typeof name === "string" && isRecorded(value) ? [[name, value]] : [],
  );
};

const EDGE_HEADER = /^(CloudFront-.*|Via|X-Amz-Cf-Id|X-Forwarded-.*|X-Amzn-Trace-Id)$/i;

/** Removes the edge's own headers, on both sides. */
const withoutEdge = (value: unknown, key = ""): unknown => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const headers = key === "headers" || key === "multiValueHeaders";
  const kept = Object.entries(value).filter(([name]) => !(headers && EDGE_HEADER.test(name)));
  return Object.fromEntries(kept.map(([name, inner]) => [name, withoutEdge(inner, name)]));
};

/** Puts what we had in the place of every mask; the same mask must replace the same value everywhere. */
const unmask = (recording: unknown, ours: unknown, seen: Map<string, unknown>): unknown => {
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
};

const replay = async (recording: Recorded) => {
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
};

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
