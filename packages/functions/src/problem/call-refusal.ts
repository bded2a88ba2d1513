import type { RefusalExtra } from "@latchkey/core/refusal";
import type { ProblemCode } from "./problem-document.ts";

/** Why the gateway itself answers a call. */
export class CallRefusal extends Error {
  override readonly name = "CallRefusal";
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly extra: RefusalExtra;

  constructor(code: ProblemCode, detail?: string, cause?: unknown, extra: RefusalExtra = {}) {
    super(detail ?? code, { cause });
    this.code = code;
    this.detail = detail;
    this.extra = extra;
  }
}

/** The caller went away before its answer was there. */
export class ClientGone extends Error {
  override readonly name = "ClientGone";
}
