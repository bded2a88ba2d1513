import { elementsOf, membersOf, skipSpace } from "@latchkey/core/json/json-member";
import type { McpMessages } from "@latchkey/core/mcp/read-messages";
import { CallRefusal } from "../../problem/call-refusal.ts";

/** JSON-RPC 2.0, section 5.1: -32000 to -32099 are the server's own. */
const FORBIDDEN = -32_003;
const MESSAGE = "No scope that the credential and the subscription both have covers this tool.";

/** A longer batch is answered by one error, so that an answer is not several times what was sent. */
const MOST_ANSWERS = 1000;

/** A refusal in the words of JSON-RPC: an error for each request of the body, with its id as it was written. */
export const scopeRefusal = (body: Buffer, { isBatch }: McpMessages, requestId: string): CallRefusal => {
  const text = body.toString("utf8");
  const open = skipSpace(text, 0);
  const ids = isBatch ? elementsOf(text, open).flatMap(({ start }) => idOf(text, start)) : idOf(text, open);
  const isEach = ids.length > 0 && ids.length <= MOST_ANSWERS;
  const answers = (isEach ? ids : ["null"]).map((id) => errorText(id, requestId));
  const isList = isBatch && isEach;
  return new CallRefusal(
    "scope-missing",
    MESSAGE,
    undefined,
    {},
    isList ? `[${answers.join(",")}]` : answers[0],
  );
};

const idOf = (text: string, open: number): string[] =>
  membersOf(text, open).flatMap(({ name, start, end }) => (name === "id" ? [text.slice(start, end)] : []));

const errorText = (id: string, requestId: string): string => {
  const error = { code: FORBIDDEN, message: MESSAGE, data: { code: "scope-missing", requestId } };
  return `{"jsonrpc":"2.0","id":${id},"error":${JSON.stringify(error)}}`;
};
