import { Button, Stack, Text } from "@mantine/core";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { useSession } from "./session-context.tsx";

const stay = (): void => undefined;

/** Shown over the page, which stays unchanged: what was typed there can still be read and copied. */
const SessionEnded = () => {
  const session = useSession();
  return (
    <Dialog title={texts.session.ended} opened onClose={stay} size="sm" final>
      <Stack>
        <Text size="sm">{texts.session.endedLead}</Text>
        <Button onClick={() => session.signIn(window.location.pathname + window.location.search)}>
          {texts.session.signIn}
        </Button>
      </Stack>
    </Dialog>
  );
};

export default SessionEnded;
