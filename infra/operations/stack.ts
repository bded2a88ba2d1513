import { App, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { alarmsIn } from "./alarm.ts";
import { addAuditAlarms } from "./audit-alarms.ts";
import { countAuthorizerFailures } from "./authorizer-failures.ts";
import { addBudget } from "./budget.ts";
import { addCallAlarms } from "./call-alarms.ts";
import { addDashboard } from "./dashboard.ts";
import { addEventAlarms } from "./event-alarms.ts";
import { addJobAlarms, addRotationAlarms } from "./job-alarms.ts";
import { addMailAlarms } from "./mail-alarms.ts";
import { metricsOf } from "./metrics.ts";
import { namesIn } from "./names.ts";
import { addTableAlarms } from "./table-alarms.ts";
import { alarmTopic } from "./topic.ts";

export interface OperationsOptions {
  /** Gets every alarm, once it has confirmed. */
  alarmEmail?: string;
  /** The ARN of the key that encrypts alarms on their way. */
  kmsKey?: string;
  /** US dollars; 0 and nothing are no budget. */
  monthlyBudget?: number;
  /** Whether keys are replaced by the clock, which is missed then when it stops. */
  rotatesKeys?: boolean;
}

/**
 * An app whose stacks name no bucket and no roles of a bootstrapped account: what CDK calls the old style. The context
 * rather than the synthesiser, whose declarations do not fit each other under exactOptionalPropertyTypes.
 */
export const operationsApp = (): App =>
  new App({
    analyticsReporting: false,
    context: { "@aws-cdk/core:newStyleStackSynthesis": false, "aws:cdk:version-reporting": false },
  });

/**
 * What watches over a stage: made with aws-cdk-lib, deployed as one CloudFormation stack by SST. It has no assets, so
 * no account has to be bootstrapped for it; what it watches comes in as parameters.
 */
export class OperationsStack extends Stack {
  constructor(scope: Construct, id: string, options: OperationsOptions = {}) {
    super(scope, id, { analyticsReporting: false });
    const { monthlyBudget = 0, rotatesKeys = true } = options;
    const names = namesIn(this);
    const metrics = metricsOf(names);
    const topic = alarmTopic(this, options);
    const { add, made } = alarmsIn(this, names, topic);
    countAuthorizerFailures(this, names);
    addCallAlarms(add, metrics);
    addEventAlarms(add, metrics);
    addMailAlarms(add, metrics);
    addAuditAlarms(add, metrics);
    addTableAlarms(add, metrics);
    addJobAlarms(add, metrics);
    if (rotatesKeys) addRotationAlarms(add, metrics);
    addDashboard(this, names, metrics, made);
    if (monthlyBudget > 0) addBudget(this, names, topic, monthlyBudget);
  }
}

/** CloudFormation takes no longer template without a bucket. */
const MAX_BYTES = 51_200;

/** @throws Error when the template is too long to be handed over whole. */
export const synthesise = (options: OperationsOptions): string => {
  const app = operationsApp();
  const { stackName } = new OperationsStack(app, "Operations", options);
  const template = JSON.stringify(app.synth().getStackByName(stackName).template);
  const bytes = Buffer.byteLength(template);
  if (bytes > MAX_BYTES) throw new Error(`The operations stack has ${bytes} bytes, over ${MAX_BYTES}.`);
  return template;
};
