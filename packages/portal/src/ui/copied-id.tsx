import { Group } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { CopyButton } from "./copy-button.tsx";

/** An id to paste elsewhere. */
export const CopiedId = ({ id }: { id: string }) => (
  <Group gap="xs">
    {id}
    <CopyButton text={id} of={texts.ui.id} />
  </Group>
);
