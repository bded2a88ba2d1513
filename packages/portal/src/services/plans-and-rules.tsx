import { Button, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Service, ServicePatch } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { notify } from "../ui/notices.ts";
import { ProblemPanel } from "../ui/problem-panel.tsx";
import { Section } from "../ui/section.tsx";
import { useConflict } from "../ui/use-conflict.tsx";
import { emptyPlan, planDraft, planOf } from "./plan-draft.ts";
import { PlanFields } from "./plan-fields.tsx";
import { emptyRule, ruleDraft, ruleOf } from "./rule-draft.ts";
import { RuleFields } from "./rule-fields.tsx";
import { changeService, serviceQuery } from "./service-queries.ts";

type Rule = Service["approvalRules"][number];

/** As text, so that two states can be compared, and shown when somebody else was faster. */
const fieldsOf = ({ plans, approvalRules }: Pick<Service, "plans" | "approvalRules">) => ({
  plans: JSON.stringify(plans, null, 1),
  rules: JSON.stringify(approvalRules, null, 1),
});

const LABELS = { plans: texts.service.plans, rules: texts.service.rules };

const newKey = () => crypto.randomUUID();

const PlansAndRules = ({ service }: { service: Service }) => {
  const client = useQueryClient();
  const [opened, setOpened] = useState(service);
  const [plans, setPlans] = useState(service.plans.map((plan) => planDraft(plan, newKey())));
  const [rules, setRules] = useState(service.approvalRules.map((rule) => ruleDraft(rule, newKey())));
  const [error, setError] = useState<unknown>();
  const open = (current: Service) => {
    setOpened(current);
    setPlans(current.plans.map((plan) => planDraft(plan, newKey())));
    setRules(current.approvalRules.map((rule) => ruleDraft(rule, newKey())));
    client.setQueryData(serviceQuery(service.slug).queryKey, current);
    void client.invalidateQueries({ queryKey: ["catalog-service", service.slug] });
  };
  const { submit, dialog } = useConflict({
    labels: LABELS,
    read: () => client.fetchQuery({ ...serviceQuery(service.slug), staleTime: 0 }),
    fieldsOf,
    save: async (fields, revision) => {
      const saved = await changeService(service.slug, revision, {
        plans: JSON.parse(fields.plans) as NonNullable<ServicePatch["plans"]>,
        approvalRules: JSON.parse(fields.rules) as Rule[],
      });
      open(saved);
      notify("good", texts.ui.saved);
    },
    onTake: open,
  });
  const save = () => {
    setError(undefined);
    const mine = fieldsOf({ plans: plans.map(planOf), approvalRules: rules.map(ruleOf) });
    submit({ before: fieldsOf(opened), mine }, opened.revision).catch(setError);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Section
        title={texts.service.plans}
        lead={texts.service.plansLead}
        actions={
          <Button variant="default" size="xs" onClick={() => setPlans([...plans, emptyPlan(newKey())])}>
            {texts.service.addPlan}
          </Button>
        }
      >
        <Stack>
          {plans.map((plan, index) => (
            <PlanFields
              key={plan.key}
              number={index + 1}
              plan={plan}
              onChange={(change) =>
                setPlans(plans.map((each) => (each.key === plan.key ? { ...each, ...change } : each)))
              }
              onRemove={() => setPlans(plans.filter(({ key }) => key !== plan.key))}
            />
          ))}
        </Stack>
      </Section>
      <Section
        title={texts.service.rules}
        lead={texts.service.rulesLead}
        actions={
          <Button variant="default" size="xs" onClick={() => setRules([...rules, emptyRule(newKey())])}>
            {texts.service.addRule}
          </Button>
        }
      >
        <Stack>
          {rules.map((rule, index) => (
            <RuleFields
              key={rule.key}
              number={index + 1}
              rule={rule}
              onChange={(change) =>
                setRules(rules.map((each) => (each.key === rule.key ? { ...each, ...change } : each)))
              }
              onRemove={() => setRules(rules.filter(({ key }) => key !== rule.key))}
            />
          ))}
        </Stack>
      </Section>
      {error ? <ProblemPanel error={error} /> : null}
      <Group>
        <Button type="submit">{texts.ui.save}</Button>
      </Group>
      {dialog}
    </form>
  );
};

export default PlansAndRules;
