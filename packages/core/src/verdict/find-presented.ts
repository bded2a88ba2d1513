import { parseApiKey } from "@latchkey/signing/api-key/api-key-format";
import type { CredentialType, Position } from "../credential/credential.ts";
import { type CallRequest, cookies } from "./call-request.ts";
import { expectedType } from "./expected-type.ts";
import { isDefaultPlace, KEY_HEADERS, type Presented, type PresentedAt } from "./presented.ts";
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
  /** Something in a default place is broken, or too much is there. */
  malformed: boolean;
}

/** As many distinct values are looked at. */
const MOST_DEFINITE = 4;
const MOST_TENTATIVE = 8;

/** Everything in a request that could be a credential of ours, each value once. */
export const findPresented = (request: CallRequest): Carried => {
  const only = expectedType(request);
  const found: PresentedAt[] = [];
  let malformed = false;
  const add = (read: Read, at: Position) => {
    // What is broken and stands where anything may stand is nobody's.
    if (read === "malformed") malformed ||= isDefaultPlace("aksk", at);
    else if (read && (isDefaultPlace(read.type, at) || isOfOurForm(read))) addPlace(found, read, at);
  };
  const isTried = (type: CredentialType) => only === undefined || only === type;

  for (const name in request.headers) {
    const values = request.headers[name] ?? [];
    const at: Position = { where: "header", name };
    if (name === "authorization") {
      for (const value of values) add(readAuthorization(request, value, only), at);
    } else if (KEY_HEADERS.includes(name)) {
      if (isTried("api-key")) for (const value of values) add({ type: "api-key", value }, at);
    } else if (name === "signature-input") {
      if (isTried("aksk")) add(readMessageSignature(request), SIGNATURE);
    } else if (name !== "cookie") {
      for (const value of values) if (couldCarry(value)) add(readAuthorization(request, value, only), at);
    }
  }
  for (const [name, value] of request.query) {
    const at: Position = { where: "query", name };
    if (name === "X-Amz-Signature") {
      if (isTried("aksk")) add(readPresigned(request), at);
    } else if (couldCarry(value)) add(readToken(value, only), at);
  }
  if (Object.hasOwn(request.headers, "cookie"))
    for (const [name, value] of cookies(request))
      if (couldCarry(value)) add(readToken(value, only), { where: "cookie", name });

  const [definite, tentative] = [found.filter(isDefinite), found.filter((each) => !isDefinite(each))];
  return {
    definite,
    tentative: tentative.slice(0, MOST_TENTATIVE),
    malformed: malformed || definite.length > MOST_DEFINITE,
  };
};

const SIGNATURE: Position = { where: "header", name: "signature" };

/** Says no to most values by how they begin. */
const couldCarry = (value: string): boolean =>
  value.length >= 12 &&
  /^(?:lk_|ey|[Bb]earer |[Bb]asic |[Aa]pi[Kk]ey |AWS4-|HMAC-|SDK-|Signature )/.test(value);

/** Anything could be an imported key: elsewhere than in a default place only a minted one is known by its form. */
const isOfOurForm = (read: Presented): boolean =>
  read.type !== "api-key" || parseApiKey(read.value).outcome === "minted";

const isDefinite = ({ type, places }: PresentedAt): boolean => places.some((at) => isDefaultPlace(type, at));

const addPlace = (found: PresentedAt[], read: Presented, at: Position): void => {
  const known = found.find((other) => isSame(other, read));
  if (known) known.places.push(at);
  else if (found.length <= MOST_DEFINITE + MOST_TENTATIVE) found.push({ ...read, places: [at] });
};

/** The same key or token in two places is one credential. */
const isSame = (one: Presented, other: Presented): boolean =>
  (one.type === "api-key" && other.type === "api-key" && one.value === other.value) ||
  (one.type === "jwt" && other.type === "jwt" && one.token === other.token);
