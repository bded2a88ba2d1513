import { Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { Consumer, Credential } from "../api/resources.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { Moment } from "../ui/moment.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify } from "../ui/notices.ts";
import { VerbButton } from "../ui/verb-button.tsx";
import { consumerQuery } from "./consumer-queries.ts";
import { withdrawTransfer } from "./transfer-queries.ts";

/** That a consumer is offered to another team; owners take the offer back. */
export const OfferNote = ({ consumer }: { consumer: Consumer }) => {
  const me = useMe();
  const client = useQueryClient();
  const { transfer } = consumer;
  if (!transfer || Date.parse(transfer.expiresAt) <= Date.now()) return null;
  const withdraw = async () => {
    await withdrawTransfer(consumer.id);
    await client.invalidateQueries({ queryKey: consumerQuery(consumer.id).queryKey });
    notify("good", texts.transfer.withdrawn(consumer.name));
  };
  return (
    <Notice tone="wait" title={texts.transfer.isOffered(transfer.team)}>
      <Text size="sm">
        {texts.transfer.by} {transfer.offeredBy} · {texts.transfer.until} <Moment at={transfer.expiresAt} />
      </Text>
      {isOwner(me, consumer.team) ? (
        <VerbButton
          size="xs"
          texts={texts.transfer}
          verb="withdraw"
          name={consumer.name}
          onConfirm={withdraw}
        />
      ) : null}
    </Notice>
  );
};

/** That another team knows secrets of a consumer: until each of its credentials was issued or rotated after the transfer. */
export const KnownSecretsNote = ({
  consumer: { transferred },
  credentials,
}: {
  consumer: Consumer;
  credentials: readonly Credential[];
}) => {
  if (!transferred || credentials.every(({ createdAt, rotatedAt = createdAt }) => rotatedAt > transferred.at))
    return null;
  return (
    <Notice tone="wait" title={texts.transfer.knownSecrets(transferred.from)}>
      <Text size="sm">
        {texts.transfer.since} <Moment at={transferred.at} />. {texts.transfer.rotate}
      </Text>
    </Notice>
  );
};
