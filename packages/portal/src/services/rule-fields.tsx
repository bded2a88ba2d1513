import { NativeSelect, TextInput } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import type { DraftProps } from "./draft-list.tsx";
import type { RuleDraft } from "./rule-draft.ts";

export const RuleFields = ({ draft, onChange }: DraftProps<RuleDraft>) => (
  <>
    <TextInput
      label={texts.service.ruleDomains}
      description={texts.service.commas}
      value={draft.emailDomains}
      onChange={(event) => onChange({ emailDomains: event.currentTarget.value })}
    />
    <TextInput
      label={texts.service.ruleTeams}
      description={texts.service.commas}
      value={draft.teams}
      onChange={(event) => onChange({ teams: event.currentTarget.value })}
    />
    <TextInput
      label={texts.service.rulePlans}
      description={texts.service.commas}
      value={draft.plans}
      onChange={(event) => onChange({ plans: event.currentTarget.value })}
    />
    <NativeSelect
      label={texts.service.ruleDecision}
      data={Object.entries(texts.service.ruleDecisions).map(([value, label]) => ({ value, label }))}
      value={draft.decision}
      onChange={(event) =>
        onChange({ decision: event.currentTarget.value === "reject" ? "reject" : "approve" })
      }
    />
  </>
);
