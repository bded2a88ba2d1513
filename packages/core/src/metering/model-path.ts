/** What a path says of a call to a model. */
export interface ModelPath {
  /** Models that it names: more than one where it can be read in two ways. */
  models: readonly string[];
  /** Without version and model: `chat/completions`, `converse`, `generateContent`. Empty for the root. */
  operation: string;
}

const MAX_OPERATION = 100;

/**
 * Reads the path of a call to an AI service, however it is spelled: percent-encoded letters, another case, doubled and last
 * slashes. A segment may hold an encoded slash (the ARN of a model of Amazon Bedrock).
 *
 * @param rest what follows the service's slug, percent-encoded, without its query
 */
export const modelPath = (rest: string): ModelPath => {
  const segments = rest.split("/").filter((segment) => segment !== "");
  const whole = segments.map(decoded);
  const cut = whole.flatMap((segment) => segment.split("/")).filter((segment) => segment !== "");
  const readings = [readingOf(whole), readingOf(cut)];
  const models = [...new Set(readings.flatMap(({ model }) => (model === undefined ? [] : [model])))];
  const [first, second] = readings;
  const named = first?.model === undefined && second?.model !== undefined ? second : first;
  return { models, operation: (named?.operation ?? "").slice(0, MAX_OPERATION) };
};

interface Reading {
  model?: string;
  operation: string;
}

const VERSION = /^v\d+(?:(?:alpha|beta|p|\.)\d*)*$/i;
/** An operation of Amazon Bedrock's runtime on a model. */
const BEDROCK = /^(?:converse|invoke)/i;
/** `{model}:{method}`, as Google's APIs name a custom method (AIP-136). */
const CUSTOM_METHOD = /^(.*):([A-Za-z]+)$/s;

const readingOf = (segments: readonly string[]): Reading => {
  const is = (at: number, name: string) => segments[at]?.toLowerCase() === name;
  for (let at = 0; at + 1 < segments.length; at += 1) {
    const [next = "", after] = [segments[at + 1], segments[at + 2]];
    const custom = is(at, "models") ? CUSTOM_METHOD.exec(next) : null;
    if (custom) return { model: custom[1] ?? "", operation: custom[2] ?? "" };
    const isBedrock = is(at, "model") && BEDROCK.test(after ?? "");
    if (isBedrock || (is(at, "deployments") && after !== undefined))
      return { model: next, operation: operationOf(segments.slice(at + 2)) };
  }
  return { operation: operationOf(segments) };
};

const operationOf = (segments: readonly string[]): string =>
  segments.filter((segment) => !VERSION.test(segment)).join("/");

const decoded = (segment: string): string => {
  try {
    // A byte order mark and blanks at the end are none of a name, and an upstream may cut them off.
    return decodeURIComponent(segment).replace(/^[\s\uFEFF]+|[\s\uFEFF]+$/gu, "");
  } catch {
    return segment;
  }
};
