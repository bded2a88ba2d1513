import { expect, it } from "vitest";
import { requestTimeouts } from "./request-timeouts.ts";

it.each([
  [undefined, 500, 2000],
  ["https://dynamodb.eu-central-1.amazonaws.com", 500, 2000],
  ["https://127.0.0.1.example.com", 500, 2000],
  ["https://localhost.example.com/", 500, 2000],
  ["http://10.0.0.1:8000", 500, 2000],
  ["http://127.0.0.1:8000", 15_000, 60_000],
  ["http://localhost:8000/", 15_000, 60_000],
  ["http://[::1]:8000", 15_000, 60_000],
])(
  "An AWS client at %s waits for a connection %i ms and for an answer %i ms",
  (endpoint, connection, answer) => {
    expect(requestTimeouts(endpoint, 500, 2000)).toEqual({
      connectionTimeout: connection,
      requestTimeout: answer,
      throwOnRequestTimeout: true,
    });
  },
);
