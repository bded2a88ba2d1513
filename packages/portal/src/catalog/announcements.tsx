import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { texts } from "../texts/texts.ts";
import { ListView } from "../ui/list-view.tsx";
import { Moment } from "../ui/moment.tsx";
import { Section } from "../ui/section.tsx";
import { announcementsQuery } from "./announcement-queries.ts";

/** What a service's team has announced, for those who may read it. Nothing where it has announced nothing. */
export const Announcements = ({ service }: { service: string }) => {
  const query = useInfiniteQuery(announcementsQuery(service));
  if (!query.data?.length) return null;
  return (
    <Section title={texts.announcement.title}>
      <ListView query={query} empty={null}>
        {(announcements) =>
          announcements.map(({ id, createdAt, subject, text }) => (
            <article key={id}>
              <Text fw={600} dir="auto">
                {subject}
              </Text>
              <Text size="sm" c="dimmed">
                <Moment at={createdAt} />
              </Text>
              <Text dir="auto" mb="md" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {text}
              </Text>
            </article>
          ))
        }
      </ListView>
    </Section>
  );
};
