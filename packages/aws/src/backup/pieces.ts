export interface Piece {
  bytes: Buffer;
  last: boolean;
}

/** Cuts a stream of bytes into pieces of one size; the last one, which may be shorter or empty, says that it is. */
export async function* pieces(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Piece> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of source) {
    held.push(bytes);
    length += bytes.length;
    if (length <= size) continue;
    const whole = Buffer.concat(held);
    let at = 0;
    // One that ends just here may be the last, so it is kept until more has come.
    for (; length - at > size; at += size) yield { bytes: whole.subarray(at, at + size), last: false };
    held = [whole.subarray(at)];
    length -= at;
  }
  yield { bytes: Buffer.concat(held), last: true };
}
