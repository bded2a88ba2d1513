import { expect } from "vitest";
import type { Answer } from "../support/management.ts";

/** A refusal has every member that the contract promises, and no internal details. */
export const expectProblem = (
  answer: Pick<Answer, "status" | "headers" | "body">,
  status: number,
  code: string,
): void => {
  expect({ status: answer.status, code: answer.body?.code }, JSON.stringify(answer.body)).toEqual({
    status,
    code,
  });
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    type: expect.stringContaining(code),
    title: expect.stringMatching(/\S/),
    status,
    detail: expect.stringMatching(/\S/),
    instance: expect.stringMatching(/^\//),
    code,
    requestId: expect.stringMatching(/\S/),
  });
  if (code === "invalid-input") {
    expect(answer.body.errors.length).toBeGreaterThan(0);
    for (const error of answer.body.errors)
      expect(error).toEqual({ pointer: expect.any(String), detail: expect.stringMatching(/\S/) });
  }
  expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:|dynamo|Error:|undefined|\[object/i);
};
