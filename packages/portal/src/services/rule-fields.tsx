import { Button, Fieldset, NativeSelect, TextInput } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import classes from "./plan-fields.module.css";
import type { RuleDraft } from "./rule-draft.ts";

interface RuleFieldsProps {
  number: number;
  rule: RuleDraft;
  onChange: (change: Partial<RuleDraft>) => void;
  onRemove: () => void;
}

export const RuleFields = ({ number, rule, onChange, onRemove }: RuleFieldsProps) => (
  <Fieldset legend={texts.service.rule(number)}>
    <div className={classes["fields"]}>
      <TextInput
        label={texts.service.ruleDomains}
        description={texts.service.commas}
        value={rule.emailDomains}
        onChange={(event) => onChange({ emailDomains: event.currentTarget.value })}
      />
      <TextInput
        label={texts.service.ruleTeams}
        description={texts.service.commas}
        value={rule.teams}
        onChange={(event) => onChange({ teams: event.currentTarget.value })}
      />
      <TextInput
        label={texts.service.rulePlans}
        description={texts.service.commas}
        value={rule.plans}
        onChange={(event) => onChange({ plans: event.currentTarget.value })}
      />
      <NativeSelect
        label={texts.service.ruleDecision}
        data={Object.entries(texts.service.ruleDecisions).map(([value, label]) => ({ value, label }))}
        value={rule.decision}
        onChange={(event) =>
          onChange({ decision: event.currentTarget.value === "reject" ? "reject" : "approve" })
        }
      />
    </div>
    <Button variant="subtle" color="red" size="compact-sm" mt="sm" onClick={onRemove}>
      {texts.ui.remove}
    </Button>
  </Fieldset>
);
