import { Stack, Text } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { NewTeamForm } from "./new-team-form.tsx";

/** For a person without a team: every resource needs a team that owns it. */
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
