/** Why a client gets no token (RFC 6749, section 5.2; RFC 8707, section 2). `slow-down`: it asks too often. */
export type OauthError =
  | "invalid_request"
  | "invalid_client"
  | "unauthorized_client"
  | "unsupported_grant_type"
  | "invalid_scope"
  | "invalid_target"
  | "unsupported_response_type"
  | "slow-down";

/** The message is the error's description: it is shown to the client, and holds nothing that the client wrote. */
export class OauthRefusal extends Error {
  override readonly name = "OauthRefusal";
  readonly error: OauthError;

  constructor(error: OauthError, description: string) {
    super(description);
    this.error = error;
  }
}

/** One answer to every client that is not proven, whether it exists or not. */
export const notTheClient = (): OauthRefusal =>
  new OauthRefusal("invalid_client", "The client is unknown, or its secret or assertion is not valid.");

export const tooOften = (): OauthRefusal =>
  new OauthRefusal(
    "slow-down",
    "Too many requests of this client or from this address. Try again in a minute.",
  );
