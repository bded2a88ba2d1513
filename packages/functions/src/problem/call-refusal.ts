import type { RefusalExtra } from "@latchkey/core/refusal";
import type { ProblemCode } from "./problem-document.ts";

/** Why the gateway itself answers a call. */
export class CallRefusal extends Error {
  override readonly name = "CallRefusal";
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly extra: RefusalExtra;
  /** JSON that is answered in place of the problem document, where the caller's protocol has errors of its own. */
  readonly json: string | undefined;

  constructor(code: ProblemCode, detail?: string, cause?: unknown, extra: RefusalExtra = {}, json?: string) {
    super(detail ?? code, { cause });
    this.code = code;
    this.detail = detail;
    this.extra = extra;
    this.json = json;
  }
}

/** The caller went away before its answer was there. */
export class ClientGone extends Error {
  override readonly name = "ClientGone";
}
