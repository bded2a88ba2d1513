import { aws_budgets as budgets, type Stack } from "aws-cdk-lib";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import type { Names } from "./names.ts";

/** Tells when the account has cost, or is going to cost, more than so many US dollars in a month. */
export const addBudget = (stack: Stack, names: Names, topic: ITopic, dollars: number) => {
  const when = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
    notification: {
      notificationType,
      comparisonOperator: "GREATER_THAN",
      threshold,
      thresholdType: "PERCENTAGE",
    },
    subscribers: [{ subscriptionType: "SNS", address: topic.topicArn }],
  });
  return new budgets.CfnBudget(stack, "MonthlyBudget", {
    budget: {
      // Of the whole account: costs of one stage could be told apart only by tags that its owner has switched on.
      // The account has one list of budgets for all regions.
      budgetName: `${names.of("Prefix")}-${stack.region}-monthly-budget`,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      budgetLimit: { amount: dollars, unit: "USD" },
    },
    notificationsWithSubscribers: [when("ACTUAL", 80), when("ACTUAL", 100), when("FORECASTED", 100)],
  });
};
