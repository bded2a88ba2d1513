/** A request as a program means it. `key` is an API key of Latchkey, which each client sends where it sends its own. */
export interface Sent {
  url: string;
  method?: string;
  key?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Told of each piece of the answer's body as it arrives. */
  onPiece?: (piece: Buffer) => void;
}

export interface Got {
  status: number;
  /** By lower-case name, in the order of their lines. */
  headers: Readonly<Record<string, readonly string[]>>;
  /** As it came over the wire, no coding undone. */
  body: Buffer;
}

export type Client = (sent: Sent) => Promise<Got>;

/** The headers of a request, the key in the one that most gateways look at. */
export const withKey = ({ key, headers = {} }: Sent): Record<string, string> => ({
  ...(key === undefined ? {} : { "X-API-Key": key }),
  ...headers,
});

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Reads a body to its end, and reports each chunk. */
export const readPieces = async (
  body: AsyncIterable<Uint8Array | string> | null,
  onPiece?: Sent["onPiece"],
): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const each of body ?? nothing()) {
    const piece = Buffer.from(each as Uint8Array);
    pieces.push(piece);
    onPiece?.(piece);
  }
  return Buffer.concat(pieces);
};

type Values = Readonly<Record<string, string | readonly string[] | number | undefined>>;

export const valuesOf = (headers: Values): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), [value].flat().map(String)]],
    ),
  );

export const jsonOf = ({ body }: Got) => JSON.parse(body.toString("utf8"));
