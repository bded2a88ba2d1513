import { texts } from "../texts/texts.ts";
import { PasswordInput, TextInput } from "../ui/inputs.tsx";
import { textFields } from "../ui/text-fields.ts";
import type { DraftFieldsProps } from "./draft-fields.ts";

export const ApiKeyFields = (form: DraftFieldsProps) => {
  const field = textFields({ ...form, texts: texts.credential });
  return <PasswordInput {...field("apiKey")} maxLength={256} autoComplete="off" />;
};

export const BasicFields = (form: DraftFieldsProps) => {
  const field = textFields({ ...form, texts: texts.credential });
  return (
    <>
      <TextInput {...field("username")} autoComplete="off" />
      <PasswordInput {...field("password")} autoComplete="new-password" />
    </>
  );
};
