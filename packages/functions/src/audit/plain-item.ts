import type { AttributeValue } from "aws-lambda";

type Image = Record<string, AttributeValue>;

/** An image of the stream as plain values. Sets become lists; binaries, which no record has, their base64. */
export const plainItem = (image: Image | undefined): Record<string, unknown> | undefined =>
  image && Object.fromEntries(Object.entries(image).map(([name, value]) => [name, plain(value)]));

const plain = (value: AttributeValue): unknown => {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.M !== undefined) return plainItem(value.M);
  if (value.L !== undefined) return value.L.map(plain);
  if (value.NULL !== undefined) return null;
  return value.SS ?? value.NS?.map(Number) ?? value.B ?? value.BS;
};
