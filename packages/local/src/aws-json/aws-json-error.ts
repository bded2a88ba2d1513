/** An error that the SDK throws to the caller under `code`, as the service itself would answer it (status 400). */
export class AwsJsonError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "AwsJsonError";
    this.code = code;
  }
}
