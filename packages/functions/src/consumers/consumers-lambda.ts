import { nounLambda } from "../http/noun-lambda.ts";
import { pluginsOperations } from "../plugins/plugins-operations.ts";
import { consumersOperations } from "./consumers-operations.ts";
import { transferOperations } from "./transfer-operations.ts";

export const handler = nounLambda("consumers", {
  ...consumersOperations,
  ...pluginsOperations,
  ...transferOperations,
});
