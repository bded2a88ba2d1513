/**
 * Whether a body of this `Content-Type` (or, for answers, the first `Accept` type) travels as base64.
 * The type `any/any`, written with stars, covers everything, a missing type included.
 */
export const isBinaryMediaType = (
  binaryMediaTypes: readonly string[],
  header: string | undefined,
): boolean => {
  if (binaryMediaTypes.includes("*/*")) return true;
  const type = header?.split(/[;,]/, 1)[0]?.trim().toLowerCase();
  if (type === undefined || type === "") return false;
  const family = `${type.split("/", 1)[0]}/*`;
  return binaryMediaTypes.some((binary) => binary.toLowerCase() === type || binary.toLowerCase() === family);
};
