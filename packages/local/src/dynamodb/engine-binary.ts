import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const packageName = "@dynoxide/linux-x64";

/**
 * The path of the embedded DynamoDB engine's program.
 * @throws Error that says what to do instead, where the optional package is not installed.
 */
export const findEngineBinary = (
  resolve: (id: string) => string = createRequire(import.meta.url).resolve,
): string => {
  try {
    return join(dirname(resolve(`${packageName}/package.json`)), "dynoxide");
  } catch (cause) {
    throw new Error(
      `The embedded DynamoDB engine (${packageName}, Linux on x64 only) is not installed. ` +
        "Start DynamoDB Local or another engine yourself and set DYNAMODB_ENDPOINT to its address, " +
        "for example DYNAMODB_ENDPOINT=http://127.0.0.1:8000.",
      { cause },
    );
  }
};
