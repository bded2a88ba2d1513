/** What the SDK's exceptions tell beside their name, as far as somebody here reads it. */
export interface FaultDetail {
  /** Of a refused condition: the item as it is. */
  Item?: unknown;
  /** Of a cancelled transaction. */
  CancellationReasons?: unknown;
}

/** An answer of AWS that is an error, with the name and the status that the SDK's exception for it has. */
export class AwsFault extends Error implements FaultDetail {
  readonly $metadata: { readonly httpStatusCode: number };
  declare readonly Item?: unknown;
  declare readonly CancellationReasons?: unknown;

  constructor(name: string, message: string, status: number, detail: FaultDetail) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode: status };
    Object.assign(this, detail);
  }
}

/**
 * The fault in an answer whose status is no success (AWS JSON protocol 1.0 and 1.1, "Error response"): its name is in
 * `__type`, `code` or a header, with a namespace before `#` and an address after `:`.
 */
export const faultIn = (status: number, errorType: string | undefined, text: string): AwsFault => {
  const body = parseObject(text);
  if (!body) return new AwsFault("SyntaxError", "The answer is an error that is no JSON object.", status, {});
  const [type, code] = [body["__type"], body["code"]];
  const named = [type, code, errorType].find((each) => typeof each === "string") ?? "Unknown";
  const message = body["message"] ?? body["Message"];
  const detail = {
    ...("Item" in body ? { Item: body["Item"] } : {}),
    ...("CancellationReasons" in body ? { CancellationReasons: body["CancellationReasons"] } : {}),
  };
  return new AwsFault(
    bareName(String(named)),
    typeof message === "string" ? message : "UnknownError",
    status,
    detail,
  );
};

const bareName = (name: string): string => {
  const [first = ""] = name.split(/[,:]/, 1);
  return first.split("#").at(-1) ?? first;
};

/** Undefined for what is no JSON object; an empty text is an empty one, as for the SDK. */
const parseObject = (text: string): Record<string, unknown> | undefined => {
  if (text === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? Object(value) : undefined;
  } catch {
    return undefined;
  }
};
