import { jsonOf, nameOf } from "./json-bytes.ts";

/** A longer value is no figure, and a longer name is none that is looked for. */
const MAX_KEPT_BYTES = 64 * 1024;
const MAX_NAME_BYTES = 128;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

type State =
  | "value"
  | "name"
  | "in-name"
  | "colon"
  | "after"
  | "in-string"
  | "in-nest"
  | "in-nested-string"
  | "in-word";

/**
 * Members whose objects are read too, and within these those that are named in turn. A list stands for its objects where they
 * have places of their own.
 */
export type Places = ReadonlyMap<string, Places>;

interface Frame {
  isList: boolean;
  places: Places;
  /** Members kept of the object. */
  kept: Record<string, unknown>;
}

/**
 * Reads a JSON text of any size as it comes, in bounded memory, and gives the wanted members of its objects: of the text's own,
 * of those in its list, and of those that stand in certain places of these. What is no JSON gives what was found before.
 */
export class JsonScan {
  readonly #wanted: ReadonlySet<string>;
  readonly #places: Places;
  readonly #found: (kept: Record<string, unknown>) => void;
  readonly #frames: Frame[] = [];
  #state: State = "value";
  #isEscaped = false;
  #depth = 0;
  #name: number[] = [];
  #member = "";
  #keeps = false;
  #kept: Uint8Array[] = [];
  #keptBytes = 0;

  /**
   * @param wanted names of members whose values are kept
   * @param places where other objects stand that are read too
   * @param found told of each object that has a wanted member, with these alone
   */
  constructor(wanted: ReadonlySet<string>, places: Places, found: (kept: Record<string, unknown>) => void) {
    this.#wanted = wanted;
    this.#places = places;
    this.#found = found;
  }

  push(chunk: Uint8Array): void {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      if (this.#state === "in-string" || this.#state === "in-nested-string") at = this.#stringEnd(chunk, at);
      const byte = chunk[at];
      if (byte === undefined) break;
      const kept = this.#keeps;
      const again = this.#read(byte);
      if (!kept && this.#keeps) from = at;
      // A word ends before the byte that tells its end.
      if (kept && !this.#keeps) this.#keep(chunk.subarray(from, again ? at : at + 1), true);
      if (again) at -= 1;
    }
    if (this.#keeps) this.#keep(chunk.subarray(from), false);
  }

  /** The position of the quote that ends the string, or the length of the chunk. */
  #stringEnd(chunk: Uint8Array, from: number): number {
    let at = from;
    while (at < chunk.length) {
      const byte = chunk[at];
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) return at;
      at += 1;
    }
    return at;
  }

  /** Reads one byte. Says whether it is to be read once more, by the state that follows. */
  #read(byte: number): boolean {
    switch (this.#state) {
      case "in-string":
        this.#endValue();
        return false;
      case "in-nested-string":
        this.#state = "in-nest";
        return false;
      case "in-nest":
        this.#readNested(byte);
        return false;
      case "in-word":
        if (byte !== COMMA && byte !== CLOSE_OBJECT && byte !== CLOSE_LIST && !isSpace(byte)) return false;
        this.#endValue();
        return true;
      case "in-name":
        this.#readName(byte);
        return false;
      default:
        if (!isSpace(byte)) this.#readToken(byte);
        return false;
    }
  }

  #readNested(byte: number): void {
    if (byte === QUOTE) this.#state = "in-nested-string";
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) this.#depth -= 1;
    if (this.#depth === 0) this.#endValue();
  }

  #readName(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) {
      this.#member = nameOf(this.#name);
      this.#state = "colon";
      return;
    }
    if (this.#name.length < MAX_NAME_BYTES) this.#name.push(byte);
  }

  #readToken(byte: number): void {
    const frame = this.#frames.at(-1);
    if (this.#state === "colon") this.#state = byte === COLON ? "value" : "after";
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) this.#leave();
    else if (byte === COMMA) this.#state = frame?.isList ? "value" : "name";
    else if (this.#state === "name" && byte === QUOTE) {
      this.#name = [];
      this.#state = "in-name";
    } else if (this.#state === "value") this.#beginValue(byte, frame);
  }

  #beginValue(byte: number, frame: Frame | undefined): void {
    const isOpening = byte === OPEN_OBJECT || byte === OPEN_LIST;
    // A byte order mark, or a text that is one word.
    if (!frame && !isOpening) return;
    const isList = byte === OPEN_LIST;
    const places = isOpening ? this.#placesIn(isList, frame) : undefined;
    if (places) {
      this.#frames.push({ isList, places, kept: {} });
      this.#state = isList ? "value" : "name";
      return;
    }
    this.#keeps = frame !== undefined && !frame.isList && this.#wanted.has(this.#member);
    this.#depth = 1;
    this.#state = byte === QUOTE ? "in-string" : isOpening ? "in-nest" : "in-word";
  }

  /** The places of what begins, where it is entered. */
  #placesIn(isList: boolean, frame: Frame | undefined): Places | undefined {
    if (!frame) return this.#places;
    if (frame.isList) return isList ? undefined : frame.places;
    const places = frame.places.get(this.#member);
    return isList && !places?.size ? undefined : places;
  }

  #endValue(): void {
    this.#keeps = false;
    this.#state = "after";
  }

  #leave(): void {
    const left = this.#frames.pop();
    if (left && Object.keys(left.kept).length > 0) this.#found(left.kept);
    this.#state = "after";
  }

  #keep(bytes: Uint8Array, isWhole: boolean): void {
    this.#keptBytes += bytes.length;
    if (this.#keptBytes <= MAX_KEPT_BYTES) this.#kept.push(Uint8Array.from(bytes));
    if (!isWhole) return;
    const frame = this.#frames.at(-1);
    const value = this.#keptBytes <= MAX_KEPT_BYTES ? jsonOf(this.#kept) : undefined;
    if (frame && value !== undefined) frame.kept[this.#member] = value;
    this.#kept = [];
    this.#keptBytes = 0;
  }
}
