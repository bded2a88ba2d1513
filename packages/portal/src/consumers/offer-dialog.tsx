import { List, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { OfferedConsumer, OfferInFull } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Facts } from "../ui/facts.tsx";
import { Form } from "../ui/form.tsx";
import { Moment } from "../ui/moment.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify } from "../ui/notices.ts";
import { QueryView } from "../ui/query-view.tsx";
import { VerbButton } from "../ui/verb-button.tsx";
import { acceptTransfer, declineTransfer, offerQuery, offersKey } from "./transfer-queries.ts";

interface OfferDialogProps {
  team: string;
  offer: OfferedConsumer;
  onClose: () => void;
}

/** What comes with an offered consumer, and the two answers. */
export const OfferDialog = ({ team, offer, onClose }: OfferDialogProps) => (
  <Dialog title={texts.transfer.answerTitle(offer.name)} opened onClose={onClose}>
    <QueryView query={useQuery(offerQuery(team, offer.id))}>
      {(full) => <OfferForm team={team} offer={full} onClose={onClose} />}
    </QueryView>
  </Dialog>
);

const OfferForm = ({ team, offer, onClose }: { team: string; offer: OfferInFull; onClose: () => void }) => {
  const client = useQueryClient();
  const navigate = useNavigate();
  const answered = async (said: string) => {
    notify("good", said);
    await client.invalidateQueries({ queryKey: offersKey(team) });
    await client.invalidateQueries({ queryKey: ["consumers"] });
    onClose();
  };
  const accept = async () => {
    const taken = await acceptTransfer(team, offer.id);
    await answered(texts.transfer.accepted(taken.name));
    await navigate({
      to: "/consumers/$consumer/$section",
      params: { consumer: taken.id, section: "credentials" },
    });
  };
  const decline = async () => {
    await declineTransfer(team, offer.id);
    await answered(texts.transfer.declined(offer.name));
  };
  return (
    <Form submit={texts.transfer.accept} onSubmit={accept} onCancel={onClose}>
      <Facts
        facts={[
          [texts.transfer.from, offer.team],
          [texts.transfer.by, offer.offeredBy],
          [texts.transfer.until, <Moment key="until" at={offer.expiresAt} />],
          [texts.consumer.description, offer.description ?? "–"],
          [texts.consumer.sections.credentials, <Credentials key="credentials" offer={offer} />],
          [texts.consumer.sections.subscriptions, <Subscriptions key="subscriptions" offer={offer} />],
        ]}
      />
      <Notice tone="wait" title={texts.transfer.knownSecrets(offer.team)}>
        <Text size="sm">{texts.transfer.rotateAfter}</Text>
      </Notice>
      <div>
        <VerbButton size="xs" texts={texts.transfer} verb="decline" name={offer.name} onConfirm={decline} />
      </div>
    </Form>
  );
};

const Credentials = ({ offer: { credentials } }: { offer: OfferInFull }) => (
  <Lines
    lines={credentials.map(({ name, type, expiresAt, endsAt }) => (
      <>
        {name} · {type}
        <End at={endsAt ?? expiresAt} word={endsAt ? texts.transfer.endsByRule : texts.transfer.ends} />
      </>
    ))}
  />
);

const Subscriptions = ({ offer: { subscriptions } }: { offer: OfferInFull }) => (
  <Lines
    lines={subscriptions.map(({ service, status, plan, expiresAt }) => (
      <>
        {service}
        {plan === undefined ? "" : ` (${plan})`} · {texts.subscription.status[status]}
        <End at={expiresAt} word={texts.transfer.ends} />
      </>
    ))}
  />
);

const Lines = ({ lines }: { lines: readonly ReactNode[] }) =>
  lines.length === 0 ? (
    "–"
  ) : (
    <List size="sm">
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names may be the same, and nothing moves
        <List.Item key={at}>{line}</List.Item>
      ))}
    </List>
  );

const End = ({ at, word }: { at: string | undefined; word: string }) =>
  at === undefined ? null : (
    <>
      {" "}
      · {word} <Moment at={at} />
    </>
  );
