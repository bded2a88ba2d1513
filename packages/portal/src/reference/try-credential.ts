export const TRY_TYPES = ["api-key", "basic", "jwt", "aksk"] as const;
export type TryType = (typeof TRY_TYPES)[number];

/** Of APISIX's scheme a browser cannot send `Date`. */
export const TRY_SCHEMES = ["aws4", "rfc9421", "HMAC-SHA256", "SDK-HMAC-SHA256"] as const;
export type TryScheme = (typeof TRY_SCHEMES)[number];

/** Basic and signatures are a whole `Authorization` value: they can only move to another header. */
export const TRY_PLACES = ["usual", "header", "query"] as const;
export type TryPlace = (typeof TRY_PLACES)[number];

/** What was typed to prove who calls. It lives in the page's memory and nowhere else. */
export interface TryCredential {
  type: TryType;
  apiKey: string;
  username: string;
  password: string;
  token: string;
  accessKey: string;
  secretKey: string;
  scheme: TryScheme;
  place: TryPlace;
  placeName: string;
}

export const noCredential: TryCredential = {
  type: "api-key",
  apiKey: "",
  username: "",
  password: "",
  token: "",
  accessKey: "",
  secretKey: "",
  scheme: "aws4",
  place: "usual",
  placeName: "",
};

export const placesOf = (type: TryType): readonly TryPlace[] =>
  type === "basic" || type === "aksk" ? ["usual", "header"] : TRY_PLACES;

/** The part of a credential that its consumer alone may know. */
export const secretOf = ({ type, apiKey, password, token, secretKey }: TryCredential): string =>
  ({ "api-key": apiKey, basic: password, jwt: token, aksk: secretKey })[type];
