import { awslambda, type LambdaResponseStream } from "./lambda-runtime-shim.ts";
import { route, startApi } from "./rest-api.fixture.ts";

export type Run = (body: LambdaResponseStream, raw: LambdaResponseStream, event: unknown) => unknown;

export const streamed = async (
  run: Run,
  prelude: Record<string, unknown> = { statusCode: 200 },
  overrides = {},
) => {
  const handler = awslambda.streamifyResponse(async (event: unknown, stream: LambdaResponseStream) => {
    await run(awslambda.HttpResponseStream.from(stream, prelude), stream, event);
  });
  const integration = { streaming: true, timeoutMilliseconds: 900_000 };
  return startApi({ routes: [route("ANY", "/x", handler, integration)], ...overrides });
};

export const writeWhole = (body: LambdaResponseStream, bytes: string): void => {
  body.write(bytes);
  body.end();
};

/** Writes bytes without the prelude that `from` has prepared. */
export const endWith = (raw: LambdaResponseStream, bytes: string): void => {
  raw._onBeforeFirstWrite = () => undefined;
  writeWhole(raw, bytes);
};
