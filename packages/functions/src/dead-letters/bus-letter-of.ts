import type { SQSRecord } from "aws-lambda";
import * as z from "zod/mini";

/** What Lambda leaves of an asynchronous call that failed to the end (Lambda Developer Guide, "Destinations"). */
const Failure = z.object({
  requestContext: z.object({ functionArn: z.string(), condition: z.string() }),
  requestPayload: z.unknown(),
  responsePayload: z.optional(z.object({ errorMessage: z.optional(z.string()) })),
});

/**
 * A message of the queue: from Lambda, from another queue that gave an event up, or from EventBridge, which leaves the
 * event itself and tells the rest in attributes (EventBridge User Guide, "Dead-letter queues").
 */
export const busLetterOf = ({
  body,
  messageAttributes,
  attributes,
}: Pick<SQSRecord, "body" | "messageAttributes"> & {
  attributes?: { DeadLetterQueueSourceArn?: string | undefined };
}) => {
  const read = parseJson(body);
  const failure = Failure.safeParse(read).data;
  if (failure)
    return {
      listener: nameOf(failure.requestContext.functionArn),
      input: failure.requestPayload,
      reason: failure.responsePayload?.errorMessage ?? failure.requestContext.condition,
    };
  const told = (name: string) => messageAttributes[name]?.stringValue;
  return {
    // A dead letter of a queue names only the queue, and only as long as AWS keeps reporting it.
    listener: nameOf(told("RULE_ARN") ?? attributes?.DeadLetterQueueSourceArn ?? "unknown"),
    input: read,
    reason: told("ERROR_MESSAGE") ?? told("ERROR_CODE") ?? "not taken",
  };
};

/** `arn:aws:lambda:…:function:latchkey-prod-notify:$LATEST`, `arn:aws:events:…:rule/bus/Notify`. */
const nameOf = (arn: string): string =>
  arn
    .replace(/:\$LATEST$/, "")
    .split(/[:/]/)
    .at(-1) ?? arn;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
