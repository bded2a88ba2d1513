import { Text } from "@mantine/core";
import type { Issued } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { SecretParts } from "../ui/secret-parts.tsx";

const isNamed = (name: string): name is keyof typeof texts.credential.secretNames =>
  Object.hasOwn(texts.credential.secretNames, name);

interface SecretViewProps {
  issued: Issued;
  onTaken: () => void;
}

/** The only page that shows a credential's secret, once. */
export const SecretView = ({ issued: { credential, secret }, onTaken }: SecretViewProps) => {
  const parts = Object.entries(secret ?? {});
  if (secret === null) return <Text size="sm">{texts.credential.gone}</Text>;
  if (parts.length === 0) return <Text size="sm">{texts.credential.noSecret}</Text>;
  return (
    <SecretParts
      parts={parts.map(([name, value]) => ({
        name,
        label: isNamed(name) ? texts.credential.secretNames[name] : name,
        value,
      }))}
      file={{ name: `latchkey-${credential.name}.json`, holds: { credential: credential.id, ...secret } }}
      onTaken={onTaken}
    />
  );
};

/** Whether the answer holds something that is lost when nobody takes it. */
export const hasSecret = ({ secret }: Issued): boolean => Object.keys(secret ?? {}).length > 0;
