import {
  type Absence,
  type Check,
  MISFIT,
  misfit,
  misfitAt,
  Reader,
  type ReadFault,
  said,
} from "./reader.ts";

/*
 * The part of `zod/mini` that records and settings of a call are described with, under the same names: `#schema` is this
 * module where a bundle is made with the condition `call`, and zod everywhere else. A test reads the same values with both.
 */

type Message = string | { message?: string; error?: string; path?: PropertyKey[] };
type Shape = Readonly<Record<string, Reader>>;

const textOf = (said: Message | undefined, otherwise: string): string =>
  typeof said === "string" ? said : (said?.error ?? said?.message ?? otherwise);

const checkOf = (holds: (value: never) => boolean, said: Message | undefined, otherwise: string): Check => ({
  holds: holds as Check["holds"],
  message: textOf(said, otherwise),
  path: (typeof said === "object" && said.path) || [],
});

const fitting = (fits: (value: unknown) => boolean, what: string): Reader =>
  new Reader((value) => (fits(value) ? value : misfit(what)));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Made by a literal or JSON, not by a class. */
const isPlain = (value: unknown): value is Record<string, unknown> => {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/* @__NO_SIDE_EFFECTS__ */ export const unknown = () => new Reader((value) => value);
/* @__NO_SIDE_EFFECTS__ */ export const string = () =>
  fitting((value) => typeof value === "string", "a text");
/* @__NO_SIDE_EFFECTS__ */ export const boolean = () =>
  fitting((value) => typeof value === "boolean", "true or false");
/* @__NO_SIDE_EFFECTS__ */ export const number = () => fitting(Number.isFinite, "a number");
/* @__NO_SIDE_EFFECTS__ */ export const int = (said?: Message) =>
  fitting(Number.isSafeInteger, textOf(said, "a whole number"));
/* @__NO_SIDE_EFFECTS__ */ export const literal = (word: unknown) =>
  fitting((value) => value === word, `${String(word)}`);

/* @__NO_SIDE_EFFECTS__ */ const oneOf = (words: readonly unknown[], said?: Message): Reader => {
  const all = new Set(words);
  return fitting((value) => all.has(value), textOf(said, `one of ${words.join(", ")}`));
};

export { oneOf as enum };

const readNumber = (value: unknown): unknown => {
  const read = Number(value);
  return Number.isFinite(read) ? read : misfit("a number");
};
export const coerce = { number: () => new Reader(readNumber) };

/* @__NO_SIDE_EFFECTS__ */ export const array = (member: Reader) =>
  new Reader((value) => {
    if (!Array.isArray(value)) return misfit("a list");
    const read: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) {
      const one = member.read(value[index]);
      if (one === MISFIT) return misfitAt(index);
      read.push(one);
    }
    return read;
  });

/** Other members are left out, or a fault where it is strict. */
const objectOf = (shape: Shape, isStrict: boolean): Reader => {
  const members = Object.entries(shape);
  const read = (value: unknown): unknown => {
    if (!isObject(value)) return misfit("an object");
    const kept: Record<string, unknown> = {};
    for (const [name, { read, absence }] of members) {
      const given = value[name];
      const isThere = given !== undefined || name in value;
      if (!isThere && absence === "left out") continue;
      const one = !isThere && absence === "fault" ? misfit("is missing") : read(given);
      if (one === MISFIT) return misfitAt(name);
      if (one !== undefined || isThere) kept[name] = one;
    }
    if (isStrict) for (const name in value) if (!Object.hasOwn(shape, name)) return misfit(`no ${name}`);
    return kept;
  };
  return new Reader(read, "fault", shape);
};
/* @__NO_SIDE_EFFECTS__ */ export const object = (shape: Shape) => objectOf(shape, false);
/* @__NO_SIDE_EFFECTS__ */ export const strictObject = (shape: Shape) => objectOf(shape, true);

/* @__NO_SIDE_EFFECTS__ */ export const omit = ({ shape }: Reader, names: Readonly<Record<string, true>>) =>
  object(Object.fromEntries(Object.entries(shape).filter(([name]) => !Object.hasOwn(names, name))));

/* @__NO_SIDE_EFFECTS__ */ export const record = (key: Reader, member: Reader) =>
  new Reader((value) => {
    if (!isPlain(value)) return misfit("an object");
    const read: Record<string, unknown> = {};
    for (const name of Object.keys(value)) {
      if (name === "__proto__") continue;
      const known = key.read(name);
      const one = known === MISFIT ? MISFIT : member.read(value[name]);
      if (one === MISFIT) return misfitAt(name);
      read[String(known)] = one;
    }
    return read;
  });

const within = (inner: Reader, absence: Absence, value: unknown, instead: unknown) =>
  new Reader((given) => (given === value ? instead : inner.read(given)), absence);
/* @__NO_SIDE_EFFECTS__ */ export const optional = (inner: Reader) =>
  within(inner, "left out", undefined, undefined);
/* @__NO_SIDE_EFFECTS__ */ export const exactOptional = (inner: Reader) => new Reader(inner.read, "left out");
/* @__NO_SIDE_EFFECTS__ */ export const nullable = (inner: Reader) =>
  within(inner, inner.absence, null, null);
/* @__NO_SIDE_EFFECTS__ */ export const _default = (inner: Reader, value: unknown) =>
  within(inner, "filled", undefined, value);

/* @__NO_SIDE_EFFECTS__ */ export const union = (options: readonly Reader[], said?: Message) =>
  new Reader((value) => {
    for (const { read } of options) {
      const one = read(value);
      if (one !== MISFIT) return one;
    }
    return said === undefined ? MISFIT : misfit(textOf(said, ""));
  });

/** By the word that each option has in a member. */
/* @__NO_SIDE_EFFECTS__ */ export const discriminatedUnion = (name: string, options: readonly Reader[]) =>
  new Reader((value) => {
    if (!isObject(value)) return misfit("an object");
    const word = value[name];
    const option = options.find(({ shape }) => shape[name]?.read(word) !== MISFIT);
    return option ? option.read(value) : misfit("none of what it may be", [name]);
  });

/* @__NO_SIDE_EFFECTS__ */ export const pipe = (first: Reader, then: Reader) =>
  new Reader((given) => {
    const value = first.read(given);
    return value === MISFIT ? MISFIT : then.read(value);
  }, first.absence);
/* @__NO_SIDE_EFFECTS__ */ export const transform = (change: (value: never) => unknown) =>
  new Reader(change as Reader["read"]);

/* @__NO_SIDE_EFFECTS__ */ export const refine = (holds: (value: never) => unknown, said?: Message) =>
  checkOf((value) => Boolean(holds(value)), said, "does not fit");
/* @__NO_SIDE_EFFECTS__ */ export const regex = (form: RegExp, said?: Message) =>
  checkOf((text) => form.test(text), said, "another form");
/* @__NO_SIDE_EFFECTS__ */ export const minimum = (least: number, said?: Message) =>
  checkOf((value) => value >= least, said, `at least ${least}`);
/* @__NO_SIDE_EFFECTS__ */ export const maximum = (most: number, said?: Message) =>
  checkOf((value) => value <= most, said, `at most ${most}`);
/* @__NO_SIDE_EFFECTS__ */ export const gt = (below: number, said?: Message) =>
  checkOf((value) => value > below, said, `above ${below}`);
/* @__NO_SIDE_EFFECTS__ */ export const positive = (said?: Message) => gt(0, said);

/** Of a text its characters, not halves of them. */
const lengthOf = (value: string | readonly unknown[]): number => {
  let length = value.length;
  if (typeof value === "string") for (const character of value) length -= character.length - 1;
  return length;
};
/* @__NO_SIDE_EFFECTS__ */ export const minLength = (least: number, said?: Message) =>
  checkOf(
    (value: string | readonly unknown[]) => value.length >= least && lengthOf(value) >= least,
    said,
    `at least ${least} long`,
  );
/* @__NO_SIDE_EFFECTS__ */ export const maxLength = (most: number, said?: Message) =>
  checkOf(
    (value: string | readonly unknown[]) => value.length <= most || lengthOf(value) <= most,
    said,
    `at most ${most} long`,
  );

const EMAIL =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;
/* @__NO_SIDE_EFFECTS__ */ export const email = (said?: Message) =>
  regex(EMAIL, textOf(said, "an e-mail address"));

const DAY =
  /(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])))/;
const DATE_TIME = new RegExp(`^${DAY.source}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?Z$`);
export const iso = { datetime: (said?: Message) => string().check(regex(DATE_TIME, said)) };

/* @__NO_SIDE_EFFECTS__ */ export const safeParse = (schema: Reader, value: unknown) =>
  schema.safeParse(value);
/* @__NO_SIDE_EFFECTS__ */ export const prettifyError = ({ issues }: ReadFault): string =>
  issues.map(said).join("; ");
