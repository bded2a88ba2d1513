/** What is read of an event behind the authorizer, of a REST API or of an HTTP API (payload format 2.0). */
export interface ProviderEvent {
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;
  readonly requestContext: object;
}
