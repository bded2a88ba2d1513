/** Who signs, and for which scope. */
export interface Aws4Signer {
  readonly accessKey: string;
  readonly secretKey: string;
  /** Any; default `us-east-1`. */
  readonly region?: string;
  /** Any; default `execute-api`. */
  readonly service?: string;
}
