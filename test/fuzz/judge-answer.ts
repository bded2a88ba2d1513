import type { Grown } from "./grown-request.ts";
import type { RawAnswer } from "./send-bytes.ts";

/** Who has a minted id or secret: the stem of its tenant. */
export type Owners = ReadonlyMap<string, string>;

/** The gateway's answers about an upstream that a tenant configured: a fault of the upstream, not of Latchkey. */
const OF_UPSTREAMS = new Set(["upstream-unreachable", "upstream-timeout", "loop-detected", "service-busy"]);

const codeOf = (body: string): string => /"code":\s*"([\w-]+)"/.exec(body)?.[1] ?? "none";

/** What is wrong with an answer, in a sentence; nothing when all is well. */
export const faultOf = (
  { caller, request }: Grown,
  answer: RawAnswer,
  stems: readonly string[],
  owners: Owners,
): string | undefined => {
  if (answer.status === 0) return "There was no answer.";
  if (answer.status >= 500 && !OF_UPSTREAMS.has(codeOf(answer.body)) && answer.status !== 501)
    return `The answer was ${answer.status} ${codeOf(answer.body)}.`;
  if (caller.readsOnly) return undefined;
  const text = `${answer.head}\n${answer.body}`;
  const sent = request.bytes.toString("utf8");
  const told = stems.find((stem) => stem !== caller.stem && text.includes(stem) && !sent.includes(stem));
  if (told !== undefined)
    return `The answer to ${caller.name} tells of another tenant: ${around(text, told)}`;
  const id = (text.match(/[\w-]{16,}/g) ?? []).find((word) => {
    const owner = owners.get(word);
    return owner !== undefined && owner !== caller.stem && !sent.includes(word);
  });
  return id === undefined
    ? undefined
    : `The answer to ${caller.name} has an id or secret of another tenant: ${around(text, id)}`;
};

const around = (text: string, word: string): string => {
  const at = text.indexOf(word);
  return JSON.stringify(text.slice(Math.max(0, at - 100), at + word.length + 60));
};
