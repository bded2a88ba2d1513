import { type Answer, nameOf, type Seen, type Upstream } from "./upstream.ts";

interface Part {
  answer: Answer;
  seen: Seen[];
  gate: PromiseWithResolvers<void>;
}

/** What an upstream of this process is told to answer, and what it has seen, by name. */
export class Script {
  readonly #parts = new Map<string, Part>();

  #part(name: string): Part {
    const part = this.#parts.get(name) ?? { answer: {}, seen: [], gate: Promise.withResolvers<void>() };
    this.#parts.set(name, part);
    return part;
  }

  /** Keeps what came, and says what it is answered. */
  answerTo(seen: Seen): Answer {
    const part = this.#part(nameOf(seen.target));
    part.seen.push(seen);
    const { refuses } = part.answer;
    return refuses !== undefined && seen.body.includes(refuses)
      ? { status: 400, pieces: ["{}"] }
      : part.answer;
  }

  /** Until the rest of a held answer may go. */
  released({ target }: Seen): Promise<void> {
    return this.#part(nameOf(target)).gate.promise;
  }

  upstream(url: string): Upstream {
    return {
      url,
      answers: async (name, answer) => {
        this.#part(name).answer = answer;
      },
      release: async (name) => this.#part(name).gate.resolve(),
      seen: async (name) => this.#part(name).seen,
    };
  }
}

/** Raw names and values in turn, as pairs. */
export const pairsOf = (raw: readonly string[]): [string, string][] =>
  raw.flatMap((name, at): [string, string][] => (at % 2 === 0 ? [[name, raw[at + 1] ?? ""]] : []));
