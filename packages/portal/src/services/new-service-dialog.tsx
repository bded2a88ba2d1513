import { Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { useMe } from "../session/me-query.ts";
import { FirstTeam } from "../teams/first-team.tsx";
import { slugOf } from "../teams/slug-of.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { notify } from "../ui/notices.ts";
import { ProblemPanel } from "../ui/problem-panel.tsx";
import { Waiting } from "../ui/query-view.tsx";
import { createService } from "./service-queries.ts";

interface NewServiceDialogProps {
  opened: boolean;
  onClose: () => void;
}

export const NewServiceDialog = ({ opened, onClose }: NewServiceDialogProps) => (
  <Dialog title={texts.service.new} opened={opened} onClose={onClose}>
    <NewService />
  </Dialog>
);

const NewService = () => {
  const me = useMe();
  if (!me) return <Waiting />;
  const owned = me.teams.filter(({ role }) => role === "owner").map(({ team }) => team);
  return owned.length === 0 ? <FirstTeam /> : <NewServiceForm teams={owned} />;
};

const NewServiceForm = ({ teams }: { teams: readonly string[] }) => {
  const navigate = useNavigate();
  const client = useQueryClient();
  const kindLabel = useId();
  const [name, setName] = useState("");
  const [ownSlug, setSlug] = useState<string>();
  const [team, setTeam] = useState(teams[0] ?? "");
  const [kind, setKind] = useState<"rest" | "ai">("rest");
  const [summary, setSummary] = useState("");
  const [url, setUrl] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const slug = ownSlug ?? slugOf(name);
  const create = async () => {
    setBusy(true);
    try {
      const made = await createService({
        name,
        slug,
        team,
        kind,
        upstream: { url },
        ...(summary === "" ? {} : { summary }),
      });
      notify("good", texts.service.created(made.name));
      await client.invalidateQueries({ queryKey: ["services"] });
      await navigate({
        to: "/services/$service/$section",
        params: { service: made.slug, section: "settings" },
      });
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <Stack>
        {error ? <ProblemPanel error={error} /> : null}
        <TextInput
          label={texts.service.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
          data-autofocus
        />
        <TextInput
          label={texts.service.slug}
          description={texts.service.slugHint}
          value={slug}
          onChange={(event) => setSlug(event.currentTarget.value)}
          pattern="[a-z0-9][a-z0-9\-]{0,62}"
          required
        />
        <Select
          label={texts.service.team}
          data={[...teams]}
          value={team}
          onChange={(value) => setTeam(value ?? team)}
          allowDeselect={false}
        />
        <div>
          <Text size="sm" fw={500} id={kindLabel}>
            {texts.service.kind}
          </Text>
          <Text size="xs" c="dimmed" mb={4}>
            {texts.service.kindHint}
          </Text>
          <SegmentedControl
            aria-labelledby={kindLabel}
            value={kind}
            onChange={(value) => setKind(value === "ai" ? "ai" : "rest")}
            data={[
              { value: "rest", label: texts.catalog.kinds.rest },
              { value: "ai", label: texts.catalog.kinds.ai },
            ]}
          />
        </div>
        <TextInput
          label={texts.service.summary}
          description={texts.service.summaryHint}
          value={summary}
          onChange={(event) => setSummary(event.currentTarget.value)}
          maxLength={200}
        />
        <TextInput
          type="url"
          label={`${texts.service.upstream}: ${texts.service.url}`}
          description={texts.service.urlHint}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          required
        />
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {texts.ui.create}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
