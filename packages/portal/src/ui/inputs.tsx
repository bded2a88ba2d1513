import {
  type CheckboxGroupProps,
  Checkbox as MantineCheckbox,
  NativeSelect as MantineNativeSelect,
  PasswordInput as MantinePasswordInput,
  Textarea as MantineTextarea,
  TextInput as MantineTextInput,
  type NativeSelectProps,
  type PasswordInputProps,
  type TextareaProps,
  type TextInputProps,
} from "@mantine/core";
import { type Checked, useChecked } from "./form-problem.tsx";

/** The controls of a form. Each says below itself what is wrong with it: no bubble of the browser's, no list elsewhere. */
export const TextInput = ({ at, wrong, ...control }: TextInputProps & Checked) => (
  <MantineTextInput {...control} {...useChecked({ ...control, at, wrong })} />
);

export const PasswordInput = ({ at, wrong, ...control }: PasswordInputProps & Checked) => (
  <MantinePasswordInput {...control} {...useChecked({ ...control, at, wrong })} />
);

export const Textarea = ({ at, wrong, ...control }: TextareaProps & Checked) => (
  <MantineTextarea {...control} {...useChecked({ ...control, at, wrong })} />
);

export const NativeSelect = ({ at, wrong, ...control }: NativeSelectProps & Checked) => (
  <MantineNativeSelect {...control} {...useChecked({ ...control, at, wrong })} />
);

/** Some of several: what is wrong with the choice is said below it, and its first box gets the focus. */
export const CheckboxGroup = ({ at, ...control }: CheckboxGroupProps & Pick<Checked, "at">) => {
  const { error } = useChecked({ at, value: control.value?.join("\n"), error: control.error });
  return <MantineCheckbox.Group {...control} error={error} data-wrong={error ? true : undefined} />;
};
