import { Input, SegmentedControl, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { slugOf } from "../teams/slug-of.ts";
import { TeamSelect, WithTeams } from "../teams/with-teams.tsx";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { notify } from "../ui/notices.ts";
import { createService } from "./service-queries.ts";

interface NewServiceDialogProps {
  opened: boolean;
  onClose: () => void;
}

export const NewServiceDialog = ({ opened, onClose }: NewServiceDialogProps) => (
  <Dialog title={texts.service.new} opened={opened} onClose={onClose}>
    <WithTeams owned>{(teams) => <NewServiceForm teams={teams} />}</WithTeams>
  </Dialog>
);

const NewServiceForm = ({ teams }: { teams: readonly string[] }) => {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [ownSlug, setSlug] = useState<string>();
  const [team, setTeam] = useState(teams[0] ?? "");
  const [kind, setKind] = useState<"rest" | "ai">("rest");
  const [summary, setSummary] = useState("");
  const [url, setUrl] = useState("");
  const slug = ownSlug ?? slugOf(name);
  const create = async () => {
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
  };
  return (
    <Form submit={texts.ui.create} onSubmit={create}>
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
      <TeamSelect teams={teams} value={team} onChange={setTeam} />
      <Input.Wrapper label={texts.service.kind} description={texts.service.kindHint} labelElement="div">
        <div>
          <SegmentedControl
            aria-label={texts.service.kind}
            mt={4}
            value={kind}
            onChange={(value) => setKind(value === "ai" ? "ai" : "rest")}
            data={[
              { value: "rest", label: texts.catalog.kinds.rest },
              { value: "ai", label: texts.catalog.kinds.ai },
            ]}
          />
        </div>
      </Input.Wrapper>
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
    </Form>
  );
};
