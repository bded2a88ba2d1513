import { nounLambda } from "../http/noun-lambda.ts";
import { catalogOperations } from "./catalog-operations.ts";

export const handler = nounLambda("catalog", catalogOperations);
