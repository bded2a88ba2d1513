import { gzipSync } from "node:zlib";

/** Which lines CloudWatch Logs would bring: those whose `message` the one kind of filter fits that `infra` makes. */
const linesFor = (log: string, filterPattern: string): string[] => {
  const [, expression] = /^\{ \$\.message = %(\w+)% \}$/.exec(filterPattern) ?? [];
  if (expression === undefined) throw new Error(`Nothing here reads the filter ${filterPattern}.`);
  return log.split("\n").filter((line) => {
    if (!line.startsWith("{")) return false;
    const { message } = JSON.parse(line);
    return typeof message === "string" && new RegExp(expression).test(message);
  });
};

/** What a subscribed function is invoked with (Lambda Developer Guide, "CloudWatch Logs"). */
export const logsEvent = (log: string, filterPattern: string) => linesEvent(linesFor(log, filterPattern));

export const linesEvent = (lines: readonly string[]) => {
  const logEvents = lines.map((message) => ({ timestamp: 0, message }));
  const batch = JSON.stringify({ messageType: "DATA_MESSAGE", logEvents });
  return { awslogs: { data: gzipSync(batch).toString("base64") } };
};
