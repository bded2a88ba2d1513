import { hasMintedForm } from "@latchkey/signing/api-key/api-key-format";
import { readMessageSignature, readPresigned } from "../credential/aksk/present-aksk.ts";
import { KEY_HEADERS } from "../credential/api-key/present-api-key.ts";
import type { CredentialType } from "../credential/credential.ts";
import type { Position } from "../credential/part/position.ts";
import { AUTHORIZATION, isAuthorization } from "../credential/part/presenting.ts";
import { type CallRequest, cookies } from "./call-request.ts";
import { expectedType } from "./expected-type.ts";
import { PRESENTING, type Presented, type PresentedAt, presenting } from "./presented.ts";
import { type Read, readAuthorization, readToken } from "./read-authorization.ts";

export interface Carried {
  /** In a default position of its type: meant for us. */
  definite: PresentedAt[];
  /** Any other position: a credential only if the value is known and its credential names this position. */
  tentative: PresentedAt[];
  /** A signature in a default position is broken, or too much is there. */
  malformed: boolean;
  /** An `Authorization` says nothing that a credential of ours could say. */
  unreadable: boolean;
}

/** As many distinct values are looked at. */
const MAX_DEFINITE = 4;
const MAX_TENTATIVE = 8;

/** Everything in a request that could be a credential of ours, each value once. */
export const findPresented = (request: CallRequest): Carried => {
  const finder = new Finder(request);
  for (const name in request.headers) finder.header(name, request.headers[name] ?? []);
  for (const [name, value] of request.query) finder.query(name, value);
  if (Object.hasOwn(request.headers, "cookie"))
    for (const [name, value] of cookies(request)) finder.cookie(name, value);
  return finder.carried();
};

const SIGNATURE: Position = { where: "header", name: "signature" };

/** Looks at one part of a request after the other. A class, since this runs for every call: it makes no closures. */
class Finder {
  readonly #request: CallRequest;
  readonly #only: CredentialType | undefined;
  readonly #found: PresentedAt[] = [];
  #malformed = false;
  #unreadable = false;

  constructor(request: CallRequest) {
    this.#request = request;
    this.#only = expectedType(request);
  }

  header(name: string, values: readonly string[]): void {
    if (name === "cookie") return;
    if (name === "signature-input") {
      if (this.#isTried("aksk")) this.#add(readMessageSignature(this.#request), SIGNATURE);
      return;
    }
    const isKey = KEY_HEADERS.includes(name);
    if (isKey && !this.#isTried("api-key")) return;
    for (const value of values) {
      // Clients whose key is unset send the header all the same.
      if (isKey && value === "") continue;
      if (isKey) this.#add({ type: "api-key", value }, { where: "header", name });
      else if (name === AUTHORIZATION || couldCarry(value))
        this.#add(readAuthorization(this.#request, value, this.#only), { where: "header", name });
    }
  }

  query(name: string, value: string): void {
    if (name === "X-Amz-Signature") {
      if (this.#isTried("aksk")) this.#add(readPresigned(this.#request), { where: "query", name });
    } else if (couldCarry(value)) this.#add(readToken(value, this.#only), { where: "query", name });
  }

  cookie(name: string, value: string): void {
    if (couldCarry(value)) this.#add(readToken(value, this.#only), { where: "cookie", name });
  }

  carried(): Carried {
    const definite: PresentedAt[] = [];
    const tentative: PresentedAt[] = [];
    for (const each of this.#found) (isDefinite(each) ? definite : tentative).push(each);
    return {
      definite,
      tentative: tentative.slice(0, MAX_TENTATIVE),
      malformed: this.#malformed || definite.length > MAX_DEFINITE,
      unreadable: this.#unreadable,
    };
  }

  #isTried(type: CredentialType): boolean {
    return this.#only === undefined || this.#only === type;
  }

  #add(read: Read, at: Position): void {
    // A malformed value in a position that accepts any value is not treated as a credential.
    if (read === "malformed") this.#malformed ||= PRESENTING.aksk.isDefaultPosition(at);
    else if (read === "unreadable") this.#unreadable ||= isAuthorization(at);
    else if (read && (PRESENTING[read.type].isDefaultPosition(at) || presenting(read.type).isOfForm(read)))
      addPosition(this.#found, read, at);
  }
}

/** Says no to most values by their length or by how they begin. A minted key may begin with any stage's prefix. */
const couldCarry = (value: string): boolean =>
  value.length >= 12 &&
  ((FIRST_LETTERS.has(value.charCodeAt(0)) && BEGINNING.test(value)) || hasMintedForm(value));

const BEGINNINGS = Object.values(PRESENTING).flatMap(({ beginnings }) => beginnings);
const BEGINNING = new RegExp(`^(?:${BEGINNINGS.join("|")})`);
const FIRST_LETTERS: ReadonlySet<number> = new Set(BEGINNINGS.map((beginning) => beginning.charCodeAt(0)));

const isDefinite = ({ type, positions }: PresentedAt): boolean =>
  positions.some((at) => PRESENTING[type].isDefaultPosition(at));

const addPosition = (found: PresentedAt[], read: Presented, at: Position): void => {
  const known = found.length === 0 ? undefined : found.find((other) => isSame(other, read));
  if (known) known.positions.push(at);
  else if (found.length <= MAX_DEFINITE + MAX_TENTATIVE) found.push({ ...read, positions: [at] });
};

const isSame = (one: Presented, other: Presented): boolean =>
  one.type === other.type && presenting(one.type).isSame(one, other);
