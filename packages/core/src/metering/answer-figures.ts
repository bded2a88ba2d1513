import type { Places } from "../json/json-scan.ts";
import { TOKEN_SHAPES } from "./token-shapes.ts";
import { type Figures, mergedFigures } from "./tokens.ts";
import { type Members, membersOf } from "./told-counts.ts";

/** Members that a figure's object may stand in: the response or message that an event is about, and what it changes. */
const PLACES = ["response", "message", "delta"] as const;

const NONE: Places = new Map();

/** The same for a reader of a large answer, and where Vertex AI says what each of its embeddings has read. */
export const READ_PLACES: Places = new Map([
  ...PLACES.map((place) => [place, NONE] as const),
  ["predictions", new Map([["embeddings", NONE]])],
]);

/** Members of an object, or of one of its places, that figures are read from. */
export const READ_MEMBERS: ReadonlySet<string> = new Set(TOKEN_SHAPES.flatMap(({ members }) => members));

/** The figures that a JSON value of an answer tells: an answer, an event, or a list of them. Never throws. */
export const figuresIn = (value: unknown): Figures | undefined => {
  if (Array.isArray(value)) return value.map(inObject).reduce(mergedFigures, undefined);
  return inObject(value);
};

const inObject = (value: unknown): Figures | undefined => {
  const said = membersOf(value);
  if (!said) return undefined;
  let found = byShape(said);
  for (const place of PLACES) {
    const within = membersOf(said[place]);
    if (within) found = mergedFigures(found, byShape(within));
  }
  return found;
};

/** Most events of a stream tell nothing: shapes are asked about an object that has a member of one. */
const byShape = (said: Members): Figures | undefined => {
  if (!hasFigures(said)) return undefined;
  let found: Figures | undefined;
  for (const shape of TOKEN_SHAPES) found = mergedFigures(found, shape.figures(said));
  return found;
};

const hasFigures = (said: Members): boolean => {
  for (const name in said) if (READ_MEMBERS.has(name) || READ_PLACES.has(name)) return true;
  return false;
};

const HEADERS = [
  ["x-amzn-bedrock-input-token-count", "input"],
  ["x-amzn-bedrock-output-token-count", "output"],
  ["x-amzn-bedrock-cache-read-input-token-count", "cacheRead"],
  ["x-amzn-bedrock-cache-write-input-token-count", "cacheWrite"],
] as const;

/**
 * The figures that the headers of an answer tell: those of Amazon Bedrock's InvokeModel.
 * @param header the value of a header, by its name in lower case
 */
export const figuresOfHeaders = (header: (name: string) => string | undefined): Figures | undefined => {
  const told: Figures = {};
  for (const [name, field] of HEADERS) {
    const value = header(name);
    if (value !== undefined && /^\d{1,9}$/.test(value)) told[field] = Number(value);
  }
  if (told.input === undefined && told.output === undefined) return undefined;
  return { ...told, input: (told.input ?? 0) + (told.cacheRead ?? 0) + (told.cacheWrite ?? 0) };
};

/** Types of the events after which an answer tells no further figures, and which a caller may take for its end. */
const LAST_TYPES: ReadonlySet<unknown> = new Set([
  "message_stop",
  "response.completed",
  "response.incomplete",
  "response.failed",
  "message-end",
  "stream-end",
  "transcript.text.done",
  "speech.audio.done",
  "image_generation.completed",
  "image_edit.completed",
]);

/** Whether a caller may take this event for the answer's end, before the connection ends. */
export const isLastEvent = (value: unknown): boolean => {
  const said = membersOf(value);
  if (!said) return false;
  return LAST_TYPES.has(said["type"]) || LAST_TYPES.has(said["event_type"]) || said["done"] === true;
};
