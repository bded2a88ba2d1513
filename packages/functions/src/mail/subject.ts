import { NAME as CONSUMER_NAME, whole } from "@latchkey/core/name-pattern";

/** What a tenant may say in a subject: a name that can hold no address, no sentence and no foreign script. */
const NAME = whole(CONSUMER_NAME);

const MAX_CHARACTERS = 120;

/**
 * A mail's subject: our own words, and names that match `NAME`. Nothing else can be put into one, since only `subject`
 * and `named` make it, and a text is no part that `subject` takes.
 */
export class Subject {
  readonly #line: string;

  private constructor(line: string) {
    this.#line = line;
  }

  static of(words: TemplateStringsArray, ...parts: readonly (Subject | number)[]): Subject {
    const said = parts.map((part) => (part instanceof Subject ? part.#line : String(part)));
    return new Subject(String.raw(words, ...said));
  }

  static name(name: string | undefined, otherwise: Subject): Subject {
    return name !== undefined && NAME.test(name) ? new Subject(name) : otherwise;
  }

  /** One line of bounded length. */
  get line(): string {
    return this.#line.length <= MAX_CHARACTERS ? this.#line : `${this.#line.slice(0, MAX_CHARACTERS - 1)}…`;
  }
}

/** A template's tag: the words between the parts are ours. */
export const subject = Subject.of;

/** The name where it is fit for a subject, else what to say in its place. */
export const named = Subject.name;

export const consumerIn = (name: string): Subject => named(name, subject`a consumer`);
export const teamIn = (slug: string): Subject => named(slug, subject`a team`);
export const serviceIn = (slug: string): Subject => named(slug, subject`a service`);
