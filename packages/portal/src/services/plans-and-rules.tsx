import type { Service, ServicePatch } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { useUnsaved } from "../ui/unsaved.ts";
import { changedDrafts } from "./changed-drafts.ts";
import { draftErrors, PLAN_INPUTS } from "./draft-errors.ts";
import { DraftList } from "./draft-list.tsx";
import { emptyModel, type ModelEntry, modelDraft, modelOf } from "./model-draft.ts";
import { ModelFields } from "./model-fields.tsx";
import { emptyPlan, planDraft, planOf } from "./plan-draft.ts";
import { PlanFields } from "./plan-fields.tsx";
import { emptyRule, ruleDraft, ruleOf } from "./rule-draft.ts";
import { RuleFields } from "./rule-fields.tsx";
import { emptyScope, type Scope, scopeDraft, scopeOf } from "./scope-draft.ts";
import { ScopeFields } from "./scope-fields.tsx";
import { UnpricedNote } from "./unpriced-note.tsx";
import { useServiceDrafts } from "./use-service-drafts.ts";

type Lists = Pick<Service, "plans" | "approvalRules"> & {
  scopes?: Scope[] | undefined;
  models?: ModelEntry[] | undefined;
};

/** As text, so that two states can be compared, and shown after a conflict with another editor. */
const fieldsOf = ({ plans, scopes = [], models = [], approvalRules }: Lists) => ({
  plans: JSON.stringify(plans, null, 1),
  scopes: JSON.stringify(scopes, null, 1),
  models: JSON.stringify(models, null, 1),
  rules: JSON.stringify(approvalRules, null, 1),
});

const LABELS = {
  plans: texts.service.plans,
  scopes: texts.service.scopes,
  models: texts.service.models,
  rules: texts.service.rules,
};

const LEGENDS = {
  plans: texts.service.plan,
  scopes: texts.service.scope,
  models: texts.service.model,
  rules: texts.service.rule,
};

/** Of each list. */
const WORDS = {
  plans: {
    title: LABELS.plans,
    lead: texts.service.plansLead,
    add: texts.service.addPlan,
    legend: LEGENDS.plans,
  },
  scopes: {
    title: LABELS.scopes,
    lead: texts.service.scopesLead,
    add: texts.service.addScope,
    legend: LEGENDS.scopes,
  },
  models: {
    title: LABELS.models,
    lead: texts.service.modelsLead,
    add: texts.service.addModel,
    legend: LEGENDS.models,
  },
  rules: {
    title: LABELS.rules,
    lead: texts.service.rulesLead,
    add: texts.service.addRule,
    legend: LEGENDS.rules,
  },
};

const KINDS = ["plans", "scopes", "models", "rules"] as const;

const keyOf = ({ key }: { key: string }) => key;
const newKey = () => crypto.randomUUID();

const draftsOf = ({
  kind,
  plans,
  scopes = [],
  models = [],
  approvalRules,
}: Lists & Pick<Service, "kind">) => ({
  plans: plans.map((plan) => planDraft(plan, newKey(), kind === "mcp")),
  scopes: scopes.map((scope) => scopeDraft(scope, newKey(), kind === "mcp")),
  models: models.map((entry) => modelDraft(entry, newKey())),
  rules: approvalRules.map((rule) => ruleDraft(rule, newKey())),
});

/** As they would be saved. */
const draftedFields = ({ plans, scopes, models, rules }: ReturnType<typeof draftsOf>) =>
  fieldsOf({
    plans: plans.map(planOf),
    scopes: scopes.map(scopeOf),
    models: models.map(modelOf),
    approvalRules: rules.map(ruleOf),
  });

/** The API knows no empty list of scopes: without any, all calls are one. */
const patchOf = ({ plans, scopes, models, rules }: ReturnType<typeof fieldsOf>): ServicePatch => {
  const kept = JSON.parse(scopes) as Scope[];
  const priced = JSON.parse(models) as ModelEntry[];
  return {
    plans: JSON.parse(plans) as NonNullable<ServicePatch["plans"]>,
    scopes: kept.length === 0 ? null : kept,
    models: priced.length === 0 ? null : priced,
    approvalRules: JSON.parse(rules) as NonNullable<ServicePatch["approvalRules"]>,
  };
};

interface PlansAndRulesProps {
  service: Service;
  canChange: boolean;
}

const PlansAndRules = ({ service, canChange }: PlansAndRulesProps) => {
  const { opened, drafts, setDrafts, sent, save, dialog } = useServiceDrafts({
    service,
    labels: LABELS,
    draftsOf,
    fieldsOf,
    patchOf,
  });
  const change = (part: Partial<typeof drafts>) => setDrafts({ ...drafts, ...part });
  const mine = draftedFields(drafts);
  const before = draftedFields(draftsOf(opened));
  const changed = KINDS.flatMap((kind) =>
    changedDrafts(JSON.parse(before[kind]), JSON.parse(mine[kind]), LEGENDS[kind], LABELS[kind]),
  );
  useUnsaved(changed);
  return (
    <>
      {service.kind === "ai" ? <UnpricedNote service={opened} /> : null}
      <Form
        onPage
        toRead={!canChange}
        submit={texts.ui.save}
        onSubmit={() => save(mine)}
        changed={changed}
        onDiscard={() => setDrafts(draftsOf(opened))}
      >
        {(problem) => (
          <>
            <DraftList
              {...WORDS.plans}
              drafts={drafts.plans}
              empty={emptyPlan(service.kind === "mcp")}
              onChange={(plans) => change({ plans })}
              errors={draftErrors(problem, "plans", sent.plans.map(keyOf), PLAN_INPUTS)}
              fields={PlanFields}
            />
            {service.kind === "ai" ? (
              <DraftList
                {...WORDS.models}
                drafts={drafts.models}
                empty={emptyModel}
                onChange={(models) => change({ models })}
                errors={draftErrors(problem, "models", sent.models.map(keyOf))}
                fields={ModelFields}
              />
            ) : null}
            <DraftList
              {...WORDS.scopes}
              drafts={drafts.scopes}
              empty={emptyScope(service.kind === "mcp")}
              onChange={(scopes) => change({ scopes })}
              errors={draftErrors(problem, "scopes", sent.scopes.map(keyOf))}
              fields={ScopeFields}
            />
            <DraftList
              {...WORDS.rules}
              drafts={drafts.rules}
              empty={emptyRule}
              onChange={(rules) => change({ rules })}
              errors={draftErrors(problem, "approvalRules", sent.rules.map(keyOf))}
              fields={RuleFields}
            />
          </>
        )}
      </Form>
      {dialog}
    </>
  );
};

export default PlansAndRules;
