import { gunzipSync } from "node:zlib";
import * as z from "zod/mini";

/** What CloudWatch Logs hands a subscribed function (Lambda Developer Guide, "CloudWatch Logs"). */
const LogsEvent = z.object({ awslogs: z.object({ data: z.string() }) });

const LogBatch = z.object({
  messageType: z.string(),
  logEvents: z.array(z.object({ timestamp: z.number(), message: z.string() })),
});

/** A batch has at most 1 MB compressed; what unfolds to more than this is none. */
const MAX_BYTES = 64 * 1024 * 1024;

/** The lines of a batch; none for a control message, which only checks that the destination is reachable. */
export const logLines = (event: unknown): string[] => {
  const { awslogs } = LogsEvent.parse(event);
  const unfolded = gunzipSync(Buffer.from(awslogs.data, "base64"), { maxOutputLength: MAX_BYTES });
  const batch = LogBatch.parse(JSON.parse(unfolded.toString("utf8")));
  return batch.messageType === "DATA_MESSAGE" ? batch.logEvents.map(({ message }) => message) : [];
};
