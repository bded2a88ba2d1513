import { Stack, Text } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { NewTeamForm } from "./new-team-form.tsx";

/** For somebody who belongs to no team: nothing can be owned before there is one. */
export const FirstTeam = () => (
  <Stack>
    <div>
      <Text fw={600}>{texts.consumer.noTeam}</Text>
      <Text size="sm" c="dimmed">
        {texts.consumer.noTeamLead}
      </Text>
    </div>
    <NewTeamForm />
  </Stack>
);
