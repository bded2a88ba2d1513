export const TRY_TYPES = ["api-key", "basic", "jwt", "aksk", "oauth2"] as const;
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
  clientId: string;
  clientSecret: string;
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
  clientId: "",
  clientSecret: "",
  scheme: "aws4",
  place: "usual",
  placeName: "",
};

/** An access token stands in `Authorization` alone. */
export const placesOf = (type: TryType): readonly TryPlace[] => {
  if (type === "oauth2") return ["usual"];
  return type === "basic" || type === "aksk" ? ["usual", "header"] : TRY_PLACES;
};

/** The part of a credential that its consumer alone may know. */
export const secretOf = ({ type, apiKey, password, token, secretKey, clientSecret }: TryCredential): string =>
  ({ "api-key": apiKey, basic: password, jwt: token, aksk: secretKey, oauth2: clientSecret })[type];
