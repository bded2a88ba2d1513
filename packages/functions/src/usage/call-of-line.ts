import { LATCHKEY_SERVICE } from "@latchkey/core/service/service";
import { CallRecord } from "@latchkey/core/usage/call-record";
import { isCredentialReason } from "@latchkey/core/usage/refusal-advice";
import * as z from "zod/mini";
import { callOfAccessLine } from "./access-line.ts";

/** The line of a call that the gateway's Lambda forwarded or refused, or that was verified, as far as it is counted. */
const GatewayLine = z.looseObject({
  message: z.literal("call"),
  consumer: z.string(),
  code: z.optional(z.string()),
  cause: z.optional(z.string()),
});

/** The authorizer's line of a call that it refused. */
const RefusedLine = z.looseObject({
  message: z.literal("refused"),
  service: z.string(),
  reason: z.string(),
  consumer: z.string(),
});

/**
 * The call that a line of a log tells of. Undefined for every other line, and for calls without a known consumer. A line may
 * be inside another one's `message`, where the runtime has wrapped it.
 */
export const callOfLine = (line: string): CallRecord | undefined => {
  const said = jsonOf(line);
  return recordOf(said) ?? recordOf(jsonOf(said?.["message"]));
};

const recordOf = (said: Record<string, unknown> | undefined): CallRecord | undefined => {
  const call = GatewayLine.safeParse(said);
  if (call.success) {
    const { code, cause, ...rest } = call.data;
    const isOfCredential = rest["status"] === 401;
    const reason = isOfCredential ? (cause ?? code) : rest["status"] === 499 ? undefined : code;
    return parsed({ ...rest, ...(reason === undefined ? {} : { reason }) });
  }
  const refused = RefusedLine.safeParse(said);
  if (!refused.success) return parsed(callOfAccessLine(said));
  const { service: slug, reason, ...rest } = refused.data;
  return parsed({ ...rest, slug, reason, status: isCredentialReason(reason) ? 401 : 403 });
};

const parsed = (fields: unknown): CallRecord | undefined => {
  const record = CallRecord.safeParse(fields);
  return record.success ? record.data : undefined;
};

/** Calls of the management API are not counted as usage. */
export const isCounted = ({ slug, status }: CallRecord): boolean =>
  slug !== LATCHKEY_SERVICE && status !== 401;

const jsonOf = (text: unknown): Record<string, unknown> | undefined => {
  if (typeof text !== "string" || !text.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined;
  }
};
