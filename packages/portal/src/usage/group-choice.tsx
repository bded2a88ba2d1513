import { NativeSelect } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { typed } from "../ui/text-fields.ts";

interface GroupChoiceProps<G extends keyof typeof texts.usage.groups> {
  groups: readonly G[];
  value: G;
  onChange: (group: G) => void;
}

/** What figures are split by. */
export const GroupChoice = <G extends keyof typeof texts.usage.groups>({
  groups,
  value,
  onChange,
}: GroupChoiceProps<G>) => (
  <NativeSelect
    label={texts.usage.groupBy}
    data={groups.map((group) => ({ value: group, label: texts.usage.groups[group] }))}
    {...typed(value, (chosen) => onChange(groups.find((group) => group === chosen) ?? value))}
  />
);
