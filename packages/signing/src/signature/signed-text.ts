/**
 * A text that a client may have signed. In two parts when the client's Content-Length was between them and the event lacks
 * it.
 */
export type SignedText = readonly [whole: string] | readonly [before: string, after: string];
