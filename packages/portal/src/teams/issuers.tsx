import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useHasPath } from "../api/features.ts";
import type { Issuer, Team } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { TextInput } from "../ui/inputs.tsx";
import { notify } from "../ui/notices.ts";
import { TableSection } from "../ui/table-section.tsx";
import { typed } from "../ui/text-fields.ts";
import { useUnsaved } from "../ui/unsaved.ts";
import { issuersQuery, letIntoIssuer } from "./issuer-queries.ts";

/** Whose tokens the team's credentials take by public keys, and which other teams may. Nothing where it has none. */
export const Issuers = ({ team, canChange }: { team: Team; canChange: boolean }) => {
  const hasIssuers = useHasPath("/v1/issuers");
  const { data: issuers = [] } = useInfiniteQuery({ ...issuersQuery(team.slug), enabled: hasIssuers });
  if (issuers.length === 0) return null;
  return (
    <TableSection
      heading={[texts.team.issuers, texts.team.issuersLead]}
      items={issuers}
      keyOf={({ id }) => id}
      columns={[
        { label: texts.team.issuer, cell: ({ issuer }) => issuer },
        {
          label: texts.team.issuerTeams,
          cell: (issuer) =>
            canChange ? <LetIn key={issuer.revision} issuer={issuer} /> : othersOf(issuer).join(", "),
        },
      ]}
    />
  );
};

const othersOf = ({ team, teams }: Issuer): string[] => teams.filter((each) => each !== team);

const LetIn = ({ issuer }: { issuer: Issuer }) => {
  const client = useQueryClient();
  const [teams, setTeams] = useState(othersOf(issuer).join(", "));
  const changed = teams === othersOf(issuer).join(", ") ? [] : [issuer.issuer];
  useUnsaved(changed);
  const save = async () => {
    const named = teams.split(/[\s,]+/).filter((each) => each !== "");
    await letIntoIssuer(issuer, [issuer.team, ...named]);
    notify("good", texts.ui.saved);
    await client.invalidateQueries({ queryKey: issuersQuery(issuer.team).queryKey });
  };
  return (
    <Form
      onPage
      submit={texts.ui.save}
      onSubmit={save}
      changed={changed}
      onDiscard={() => setTeams(othersOf(issuer).join(", "))}
    >
      <TextInput
        aria-label={`${texts.team.issuerTeams}: ${issuer.issuer}`}
        {...typed(teams, setTeams)}
        at="/teams"
      />
    </Form>
  );
};
