import { TextInput } from "@mantine/core";
import { texts } from "../texts/texts.ts";

interface ConsumerNameFieldProps {
  label: string;
  value: string;
  onChange: (name: string) => void;
}

export const ConsumerNameField = ({ label, value, onChange }: ConsumerNameFieldProps) => (
  <TextInput
    label={label}
    description={texts.consumer.nameHint}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
    pattern="[a-z0-9][a-z0-9._\-]{0,62}"
    required
    autoComplete="off"
    data-autofocus
  />
);
