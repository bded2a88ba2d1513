import { Input, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { Service } from "../api/resources.ts";
import { NameAndSlug, useNameAndSlug } from "../teams/name-and-slug.tsx";
import { TeamSelect, WithTeams } from "../teams/with-teams.tsx";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { TextInput } from "../ui/inputs.tsx";
import { textField, typed } from "../ui/text-fields.ts";
import { useMade } from "../ui/use-made.ts";
import { createService } from "./service-queries.ts";

const KINDS = ["rest", "ai", "mcp"] as const;

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
  const open = useMade("services");
  const named = useNameAndSlug();
  const [team, setTeam] = useState(teams[0] ?? "");
  const [kind, setKind] = useState<Service["kind"]>("rest");
  const [summary, setSummary] = useState("");
  const [url, setUrl] = useState("");
  const create = async () => {
    const made = await createService({
      name: named.name,
      slug: named.slug,
      team,
      kind,
      upstream: { url },
      ...(summary === "" ? {} : { summary }),
    });
    const params = { service: made.slug, section: "settings" };
    await open(texts.service.created(made.name), { to: "/services/$service/$section", params });
  };
  return (
    <Form submit={texts.ui.create} onSubmit={create}>
      <NameAndSlug named={named} slugHint={texts.service.slugHint} />
      <TeamSelect teams={teams} value={team} onChange={setTeam} />
      <Input.Wrapper label={texts.service.kind} description={texts.service.kindHint} labelElement="div">
        <div>
          <SegmentedControl
            aria-label={texts.service.kind}
            mt={4}
            value={kind}
            onChange={(value) => setKind(KINDS.find((each) => each === value) ?? "rest")}
            data={KINDS.map((each) => ({ value: each, label: texts.catalog.kinds[each] }))}
          />
        </div>
      </Input.Wrapper>
      <TextInput {...textField(texts.service, "summary", summary, setSummary)} maxLength={200} />
      <TextInput
        type="url"
        label={`${texts.service.upstream}: ${texts.service.url}`}
        description={texts.service.urlHint}
        {...typed(url, setUrl)}
        at="/upstream/url"
        required
      />
    </Form>
  );
};
