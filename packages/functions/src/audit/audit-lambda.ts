import { measure } from "../composition/metrics.ts";
import { nounLambda } from "../http/noun-lambda.ts";
import { auditDependencies } from "./audit-dependencies.ts";
import { auditOperations } from "./audit-operations.ts";

export const handler = nounLambda("audit", auditOperations(auditDependencies, measure));
