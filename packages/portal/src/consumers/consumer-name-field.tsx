import { texts } from "../texts/texts.ts";
import { TextInput } from "../ui/inputs.tsx";
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
    at="/name"
    pattern="[a-z0-9][a-z0-9._\-]{0,62}"
    wrong={texts.ui.invalid.name}
    required
    autoComplete="off"
    data-autofocus
  />
);
