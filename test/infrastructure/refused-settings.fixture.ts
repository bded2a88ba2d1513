/** More than a function's environment has room for. */
export const MANY_SERVICES = Object.fromEntries(
  Array.from({ length: 90 }, (_, at) => [`api${at}/prod`, "a-weather"]),
);

/** An address that the gateway may call with its role. */
export const FUNCTION_URL = {
  teams: ["weather"],
  service: "lambda",
  region: "eu-central-1",
  url: "https://abc.lambda-url.eu-central-1.on.aws",
  resources: ["arn:aws:lambda:eu-central-1:123456789012:function:forecast"],
};
