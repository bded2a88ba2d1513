import { PROBLEM_CODES } from "../problem/problem-document.ts";
import type { Json } from "./json.ts";

/** A refusal (RFC 9457), of both planes. */
export const PROBLEM_SCHEMAS: Record<string, Json> = {
  ProblemCode: {
    description: "Why a request was refused. `docs/problems` explains each.",
    enum: PROBLEM_CODES,
  },
  InputError: {
    description: "What is wrong with one field or parameter.",
    type: "object",
    required: ["pointer", "detail"],
    properties: {
      pointer: {
        description: "A JSON Pointer (RFC 6901) into the body, or the name of a parameter.",
        type: "string",
      },
      detail: { description: "What is wrong with it.", type: "string" },
    },
  },
  Problem: {
    description: "A problem document (RFC 9457).",
    type: "object",
    required: ["type", "title", "status", "detail", "instance", "code", "requestId"],
    properties: {
      type: { description: "Where the code is explained.", type: "string", format: "uri-reference" },
      title: { description: "The code in words, the same for every occurrence.", type: "string" },
      status: { description: "The status of the answer.", type: "integer" },
      detail: { description: "What is in the way of this request, for people.", type: "string" },
      instance: { description: "The path of the request, without its query.", type: "string" },
      code: {
        description: "What programs tell refusals apart by.",
        $ref: "#/components/schemas/ProblemCode",
      },
      requestId: { description: "Names the request in the operators' logs.", type: "string" },
      errors: {
        description: "With `invalid-input`: each field that is wrong.",
        type: "array",
        items: { $ref: "#/components/schemas/InputError" },
      },
      state: { description: "With `invalid-transition`: the status that does not allow it.", type: "string" },
      retryAfterSeconds: { description: "When to send the request again, in seconds.", type: "integer" },
      "violated-policies": {
        description:
          "With `rate-limited`, `quota-exceeded` and `budget-exceeded`: the names of the limits that refuse.",
        type: "array",
        items: { type: "string" },
      },
      allow: {
        description: "With `method-not-allowed`: the methods that the path has.",
        type: "array",
        items: { type: "string" },
      },
    },
    examples: [
      {
        type: "/docs/problems#invalid-input",
        title: "The request is not valid",
        status: 400,
        detail: "1 to 63 of a-z, 0-9 and -, not starting with -",
        instance: "/v1/teams",
        code: "invalid-input",
        requestId: "6f1c2d7e-4a0b-4d0f-9a51-2f3c7b8e9d10",
        errors: [{ pointer: "/slug", detail: "1 to 63 of a-z, 0-9 and -, not starting with -" }],
      },
    ],
  },
};
