import { parseApiKey } from "@latchkey/signing/api-key/api-key-format";
import type { CredentialType } from "../credential/credential.ts";
import type { Position } from "../credential/part/position.ts";
import { type CallRequest, cookies } from "./call-request.ts";
import { expectedType } from "./expected-type.ts";
import { isDefaultPlace, type Presented, type PresentedAt } from "./presented.ts";
import {
  type Read,
  readAuthorization,
  readMessageSignature,
  readPresigned,
  readToken,
} from "./read-authorization.ts";

export interface Carried {
  /** In a default place of its type: meant for us. */
  definite: PresentedAt[];
  /** Anywhere else: ours only if it is known and its credential says that it stands there. */
  tentative: PresentedAt[];
  /** A signature in a default place is broken, or too much is there. */
  malformed: boolean;
  /** An `Authorization` says nothing that a credential of ours could say. */
  unreadable: boolean;
}

/** As many distinct values are looked at. */
const MOST_DEFINITE = 4;
const MOST_TENTATIVE = 8;

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
    const isKey = name === "x-api-key" || name === "apikey";
    if (isKey && !this.#isTried("api-key")) return;
    for (const value of values) {
      // Clients whose key is unset send the header all the same.
      if (isKey && value === "") continue;
      if (isKey) this.#add({ type: "api-key", value }, { where: "header", name });
      else if (name === "authorization" || couldCarry(value))
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
      tentative: tentative.slice(0, MOST_TENTATIVE),
      malformed: this.#malformed || definite.length > MOST_DEFINITE,
      unreadable: this.#unreadable,
    };
  }

  #isTried(type: CredentialType): boolean {
    return this.#only === undefined || this.#only === type;
  }

  #add(read: Read, at: Position): void {
    // What is broken and stands where anything may stand is nobody's.
    if (read === "malformed") this.#malformed ||= isDefaultPlace("aksk", at);
    else if (read === "unreadable") this.#unreadable ||= isDefaultPlace("jwt", at);
    else if (read && (isDefaultPlace(read.type, at) || isOfOurForm(read))) addPlace(this.#found, read, at);
  }
}

/** Says no to most values by how they begin. */
const couldCarry = (value: string): boolean =>
  value.length >= 12 &&
  BEGINNINGS.has(value.charCodeAt(0)) &&
  /^(?:lk_|ey|[Bb]earer |[Bb]asic |[Aa]pi[Kk]ey |AWS4-|HMAC-|SDK-|Signature )/.test(value);

const BEGINNINGS: ReadonlySet<number> = new Set([..."leBbAaHS"].map((letter) => letter.charCodeAt(0)));

/** Anything could be an imported key: elsewhere than in a default place only a minted one is known by its form. */
const isOfOurForm = (read: Presented): boolean =>
  read.type !== "api-key" || parseApiKey(read.value).outcome === "minted";

const isDefinite = ({ type, places }: PresentedAt): boolean => places.some((at) => isDefaultPlace(type, at));

const addPlace = (found: PresentedAt[], read: Presented, at: Position): void => {
  const known = found.find((other) => isSame(other, read));
  if (known) known.places.push(at);
  else if (found.length <= MOST_DEFINITE + MOST_TENTATIVE) found.push({ ...read, places: [at] });
};

/** The same key, token or login in two places is one credential. */
const isSame = (one: Presented, other: Presented): boolean =>
  (one.type === "api-key" && other.type === "api-key" && one.value === other.value) ||
  (one.type === "jwt" && other.type === "jwt" && one.token === other.token) ||
  (one.type === "basic" &&
    other.type === "basic" &&
    one.login.username === other.login.username &&
    one.login.password === other.login.password);
