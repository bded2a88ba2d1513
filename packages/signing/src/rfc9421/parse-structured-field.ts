import type { BareItem, Dictionary, InnerList, Item, Parameters } from "./structured-field.ts";

/** A place in a text. Every step moves forward by one sticky pattern, so reading is linear. */
interface Cursor {
  readonly text: string;
  at: number;
}

/** Anything that is not what the grammar expects; caught where parsing begins. */
class Unexpected extends Error {}

const MEMBERS_MAX = 64;

/** Reads a dictionary (RFC 8941, section 4.2.2), or undefined. */
export const parseDictionary = (text: string): Dictionary | undefined => {
  const cursor = { text: text.trim(), at: 0 };
  try {
    return readDictionary(cursor);
  } catch (error) {
    if (error instanceof Unexpected) return undefined;
    throw error;
  }
};

const readDictionary = (cursor: Cursor): Dictionary => {
  const members = new Map<string, Item | InnerList>();
  while (cursor.at < cursor.text.length) {
    const key = take(cursor, KEY);
    if (members.has(key) || members.size === MEMBERS_MAX) throw new Unexpected();
    if (tryTake(cursor, /=/y) === undefined)
      members.set(key, { bare: TRUE, parameters: readParameters(cursor) });
    else members.set(key, tryTake(cursor, /\(/y) === undefined ? readItem(cursor) : readInnerList(cursor));
    if (cursor.at === cursor.text.length) break;
    take(cursor, /[ \t]*,[ \t]*/y);
    if (cursor.at === cursor.text.length) throw new Unexpected();
  }
  return members;
};

/** The opening parenthesis is read. */
const readInnerList = (cursor: Cursor): InnerList => {
  const items: Item[] = [];
  take(cursor, / */y);
  while (tryTake(cursor, /\)/y) === undefined) {
    if (items.length === MEMBERS_MAX) throw new Unexpected();
    items.push(readItem(cursor));
    if (take(cursor, / */y) === "" && cursor.text[cursor.at] !== ")") throw new Unexpected();
  }
  return { items, parameters: readParameters(cursor) };
};

const readItem = (cursor: Cursor): Item => ({ bare: readBare(cursor), parameters: readParameters(cursor) });

const readParameters = (cursor: Cursor): Parameters => {
  const parameters = new Map<string, BareItem>();
  while (tryTake(cursor, /; */y) !== undefined) {
    const key = take(cursor, KEY);
    if (parameters.has(key) || parameters.size === MEMBERS_MAX) throw new Unexpected();
    parameters.set(key, tryTake(cursor, /=/y) === undefined ? TRUE : readBare(cursor));
  }
  return parameters;
};

const readBare = (cursor: Cursor): BareItem => {
  switch (cursor.text[cursor.at]) {
    case '"': {
      const quoted = take(cursor, STRING);
      return { type: "string", value: quoted.slice(1, -1).replace(/\\(.)/g, "$1") };
    }
    case ":": {
      const value = take(cursor, BYTES).slice(1, -1);
      if (btoa(atob(value)) !== value) throw new Unexpected();
      return { type: "bytes", value };
    }
    case "?":
      return { type: "boolean", value: take(cursor, /\?[01]/y) === "?1" };
    default: {
      const integer = tryTake(cursor, /-?\d{1,15}(?![\d.])/y);
      if (integer !== undefined) return { type: "integer", value: Number(integer) + 0 };
      return { type: "token", value: take(cursor, TOKEN) };
    }
  }
};

const TRUE: BareItem = { type: "boolean", value: true };
const KEY = /[a-z*][a-z0-9_.*-]*/y;
const TOKEN = /[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*/y;
const STRING = /"(?:[ !#-[\]-~]|\\["\\])*"/y;
const BYTES = /:(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?:/y;

const take = (cursor: Cursor, pattern: RegExp): string => {
  const found = tryTake(cursor, pattern);
  if (found === undefined) throw new Unexpected();
  return found;
};

const tryTake = (cursor: Cursor, pattern: RegExp): string | undefined => {
  pattern.lastIndex = cursor.at;
  const [found] = pattern.exec(cursor.text) ?? [];
  if (found !== undefined) cursor.at += found.length;
  return found;
};
