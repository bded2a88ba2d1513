/**
 * A text that a client may have signed. In two pieces where the client's Content-Length stood between them and the
 * event does not tell it.
 */
export type SignedText = readonly [whole: string] | readonly [before: string, after: string];
