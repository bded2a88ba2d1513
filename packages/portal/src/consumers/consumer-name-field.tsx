import { TextInput } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { typed } from "../ui/text-fields.ts";

interface ConsumerNameFieldProps {
  label: string;
  value: string;
  onChange: (name: string) => void;
}

export const ConsumerNameField = ({ label, value, onChange }: ConsumerNameFieldProps) => (
  <TextInput
    label={label}
    description={texts.consumer.nameHint}
    {...typed(value, onChange)}
    pattern="[a-z0-9][a-z0-9._\-]{0,62}"
    required
    autoComplete="off"
    data-autofocus
  />
);
