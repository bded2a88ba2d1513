import { Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { onceOnly } from "../api/connection.ts";
import type { Service } from "../api/resources.ts";
import { announce, announcementsKey } from "../catalog/announcement-queries.ts";
import { texts } from "../texts/texts.ts";
import { DialogButton } from "../ui/dialog-button.tsx";
import { Form } from "../ui/form.tsx";
import { Textarea, TextInput } from "../ui/inputs.tsx";
import { notify } from "../ui/notices.ts";
import { textFields } from "../ui/text-fields.ts";

/** Tells those who use a service something, by mail. */
export const AnnounceButton = ({ service }: { service: Service }) => (
  <DialogButton label={texts.announcement.announce} title={texts.announcement.announce}>
    {(close) => <AnnouncementForm slug={service.slug} onDone={close} />}
  </DialogButton>
);

const AnnouncementForm = ({ slug, onDone }: { slug: string; onDone: () => void }) => {
  const client = useQueryClient();
  const [draft, setDraft] = useState({ subject: "", text: "" });
  // One key for the dialog: a form that is sent again after a lost answer announces once.
  const [once] = useState(onceOnly);
  const send = async () => {
    const { recipients } = await announce(slug, { ...draft, subject: draft.subject.trim() }, once);
    notify("good", texts.announcement.sent(recipients));
    void client.invalidateQueries({ queryKey: announcementsKey(slug) });
    onDone();
  };
  const field = textFields({ draft, onChange: setDraft, texts: texts.announcement, at: "" });
  return (
    <Form submit={texts.announcement.announce} onSubmit={send} onCancel={onDone}>
      <Text size="sm">{texts.announcement.lead}</Text>
      <TextInput {...field("subject")} maxLength={150} required autoComplete="off" data-autofocus />
      <Textarea {...field("text")} maxLength={10_000} rows={8} required />
    </Form>
  );
};
