import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { Issued } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { saveFile } from "../ui/save-file.ts";
import classes from "./secret-view.module.css";

const isNamed = (name: string): name is keyof typeof texts.credential.secretNames =>
  Object.hasOwn(texts.credential.secretNames, name);

/** The only page that shows a secret, once. The secret is held in the state of the parent component only. */
export const SecretView = ({ issued }: { issued: Issued }) => {
  const parts = Object.entries(issued.secret ?? {});
  if (issued.secret === null) return <Text size="sm">{texts.credential.gone}</Text>;
  if (parts.length === 0) return <Text size="sm">{texts.credential.noSecret}</Text>;
  const file = JSON.stringify({ credential: issued.credential.id, ...issued.secret }, null, 2);
  return (
    <Stack>
      <Alert variant="outline" color="orange" role="status">
        {texts.credential.once}
      </Alert>
      {parts.map(([name, value]) => {
        const label = isNamed(name) ? texts.credential.secretNames[name] : name;
        return (
          <div key={name}>
            <Text size="sm" fw={600}>
              {label}
            </Text>
            <Group gap="sm" wrap="nowrap">
              <code className={classes["secret"]} data-secret={name}>
                {value}
              </code>
              <CopyButton text={value} of={label} />
            </Group>
          </div>
        );
      })}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => saveFile(`latchkey-${issued.credential.name}.json`, `${file}\n`)}
        >
          {texts.credential.download}
        </Button>
      </Group>
    </Stack>
  );
};
