/** What an upstream answers. */
export interface Answer {
  status?: number;
  headers?: readonly (readonly [name: string, value: string])[];
  /** The pieces of the body. */
  pieces?: readonly (string | Buffer)[];
  /** All but the first piece wait until they are let go. */
  held?: boolean;
  /** Interim answers before the answer itself. */
  interim?: readonly number[];
  /** A body that holds this text is answered 400. */
  refuses?: string;
  /** Ends the connection in place of an answer. */
  hangsUp?: boolean;
  /** In place of all of that, of an upstream that speaks in bytes: exactly these. */
  bytes?: string;
}

/** What reached an upstream. */
export interface Seen {
  method: string;
  target: string;
  /** In their order. */
  headers: readonly (readonly [name: string, value: string])[];
  body: Buffer;
  /** The connection was closed before the answer was whole; told by Node's own server. */
  left?: boolean;
}

export interface Upstream {
  url: string;
  /** How requests are answered whose target holds the name. */
  answers(name: string, answer: Answer): Promise<void>;
  /** Lets the rest of a held answer go. */
  release(name: string): Promise<void>;
  seen(name: string): Promise<readonly Seen[]>;
}

/** The name is a UUID, at any position in the target. */
export const nameOf = (target: string): string =>
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(target)?.[0] ?? "";

export const headerOf = ({ headers }: Seen, name: string): string | undefined => {
  const values = headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(", ");
};

export const bytesOf = (answer: Answer): Buffer[] =>
  (answer.pieces ?? []).map((piece) => (typeof piece === "string" ? Buffer.from(piece) : piece));
