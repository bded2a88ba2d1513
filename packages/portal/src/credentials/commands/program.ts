/** A text with parts that are known when the command runs: the variables. */
export type Template = readonly (string | Variable)[];

export interface Variable {
  /** In small letters; curl's shell writes it in capitals. */
  variable: string;
}

export type Hash = "sha256" | "sha384" | "sha512";

/** What is sent to a token endpoint (RFC 6749, section 4.4.2), whose answer has the access token. */
export interface TokenRequest {
  endpoint: string;
  form: Readonly<Record<string, Template>>;
}

/** What a command computes before its call, in each language. `epoch` is in seconds, `http` as RFC 9110 writes dates. */
export type Assignment = Variable &
  (
    | { now: "epoch" | "basic" | "http"; plusSeconds?: number }
    | { environment: string }
    | { sha256: Template; as: "hex" | "base64" }
    | { base64url: Template }
    | { hmac: Template; hash: Hash; key: string; as: "hex" | "base64" | "base64url" }
    | { accessToken: TokenRequest }
  );

/** A call and what has to be computed for it, in no language yet. */
export interface Program {
  /** For the reader, one line. */
  note?: string;
  assignments: readonly Assignment[];
  method: string;
  url: Template;
  headers: Readonly<Record<string, Template>>;
  body?: string;
}
