import { nounLambda } from "../http/noun-lambda.ts";
import { servicesOperations } from "./services-operations.ts";

export const handler = nounLambda("services", servicesOperations);
