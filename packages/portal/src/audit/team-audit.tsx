import { Button, Group, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "../api/problem.ts";
import type { Team } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify } from "../ui/notices.ts";
import { QueryView } from "../ui/query-view.tsx";
import { saveFile } from "../ui/save-file.ts";
import { Section } from "../ui/section.tsx";
import { type AuditExport, daysAgo, entryFits } from "./audit-export.ts";
import { auditQuery, verifyAudit } from "./audit-queries.ts";
import { AuditTable } from "./audit-table.tsx";

const DAYS_AT_FIRST = 7;

const TeamAudit = ({ team }: { team: Team }) => {
  const [span, setSpan] = useState({ from: daysAgo(DAYS_AT_FIRST, Date.now()), to: "" });
  const [words, setWords] = useState("");
  const query = useQuery({ ...auditQuery(team.slug, span), placeholderData: keepPreviousData });
  const verify = async () => {
    try {
      const { ok, entries, firstBad, tampered = [] } = await verifyAudit(team.slug);
      if (ok) notify("good", texts.audit.good(entries));
      else notify("bad", firstBad === undefined ? texts.audit.tampered(tampered) : texts.audit.bad(firstBad));
    } catch (error) {
      notify("bad", asProblem(error).message);
    }
  };
  return (
    <Section
      title={texts.team.sections.audit}
      lead={texts.audit.lead}
      actions={
        <>
          <Button variant="default" size="sm" onClick={verify}>
            {texts.audit.verify}
          </Button>
          <Button
            variant="default"
            size="sm"
            disabled={!query.data?.text}
            onClick={() =>
              saveFile(`audit-${team.slug}.ndjson`, query.data?.text ?? "", "application/x-ndjson")
            }
          >
            {texts.audit.export}
          </Button>
        </>
      }
    >
      <Group mb="md" align="end">
        <TextInput
          label={texts.audit.filter}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={texts.audit.from}
          value={span.from}
          onChange={(event) => setSpan({ ...span, from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={texts.audit.to}
          value={span.to}
          onChange={(event) => setSpan({ ...span, to: event.currentTarget.value })}
        />
      </Group>
      <QueryView query={query}>{(found) => <Found found={found} words={words} />}</QueryView>
    </Section>
  );
};

const Found = ({ found, words }: { found: AuditExport; words: string }) => {
  const fitting = found.entries.filter((entry) => entryFits(entry, words));
  return (
    <>
      {found.hasMore ? <Notice tone="wait">{texts.audit.hasMore(found.entries.length)}</Notice> : null}
      {fitting.length === 0 ? (
        <EmptyState title={texts.audit.none} lead={texts.audit.noneLead} />
      ) : (
        <AuditTable entries={fitting} />
      )}
    </>
  );
};

export default TeamAudit;
