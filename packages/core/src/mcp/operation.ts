import type { McpMessage } from "./read-messages.ts";

/** What a batch of several operations is counted under. */
const BATCH = "batch";

/**
 * What a call is counted under: its tool, else its method; nothing where it has neither. A batch is counted once: under what
 * all of its messages name, else under `batch`.
 */
export const operationOf = (messages: readonly McpMessage[]): string | undefined => {
  const [first, ...others] = new Set(messages.map(({ tool, method }) => tool ?? method));
  return others.length === 0 ? first : BATCH;
};
