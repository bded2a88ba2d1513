/** What a request claims that is signed with AWS Signature V4. */
export interface Aws4Claim {
  readonly scheme: "aws4";
  readonly form: "header" | "presigned";
  readonly accessKey: string;
  /** The scope's date, `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower case, ascending, each once. */
  readonly signedHeaders: readonly string[];
  /** 64 lower-case hex characters. */
  readonly signature: string;
  /** Presigned: `X-Amz-Date`. In the header form it is read from the signed header. */
  readonly timestamp?: string;
  /** Presigned: `X-Amz-Expires`, 1 to 604,800. */
  readonly expiresSeconds?: number;
}
