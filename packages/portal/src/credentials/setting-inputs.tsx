import { Checkbox, Group, Switch } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { CheckboxGroup } from "../ui/inputs.tsx";
import { linesOf } from "./credential-draft.ts";
import type { CredentialSettings } from "./credential-settings.ts";
import type { SettingsForm } from "./settings-form.ts";

interface SwitchedProps extends SettingsForm {
  name: keyof CredentialSettings;
  label: string;
  hint: string;
}

/** A setting that is on or off. */
export const Switched = ({ draft, onChange, name, label, hint }: SwitchedProps) => (
  <Switch
    label={label}
    description={hint}
    checked={draft[name] === "on"}
    onChange={(event) => onChange({ ...draft, [name]: event.currentTarget.checked ? "on" : "off" })}
  />
);

interface SomeOfProps extends SettingsForm {
  name: "algorithms" | "schemes";
  label: string;
  hint: string;
  choices: readonly { value: string; label: string }[];
}

/** A setting that names some of what is known, one for each line. */
export const SomeOf = ({ draft, onChange, errors, name, label, hint, choices }: SomeOfProps) => {
  const chosen = linesOf(draft[name]);
  return (
    <CheckboxGroup
      label={label}
      description={hint}
      value={chosen}
      onChange={(values) => onChange({ ...draft, [name]: values.join("\n") })}
      error={errors[name] ?? (chosen.length === 0 ? texts.credential.oneAtLeast : undefined)}
    >
      <Group gap="md" mt="xs">
        {choices.map((choice) => (
          <Checkbox key={choice.value} {...choice} />
        ))}
      </Group>
    </CheckboxGroup>
  );
};
