import { useQuery } from "@tanstack/react-query";
import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { TextLink } from "../ui/links.tsx";
import { ListView } from "../ui/list-view.tsx";
import { Section } from "../ui/section.tsx";
import { LimitMeter } from "./limit-meter.tsx";
import { limitsQuery } from "./limit-queries.ts";
import classes from "./limits.module.css";

/** What is left of every limit of a consumer: its own, and those of the plans of its subscriptions. */
const ConsumerLimits = ({ consumer }: { consumer: Consumer }) => (
  <ListView
    query={useQuery(limitsQuery(consumer.id))}
    empty={<EmptyState title={texts.limit.now.none} lead={texts.limit.now.noneLead} />}
  >
    {(limits) => (
      <Section title={texts.limit.now.title} lead={texts.limit.now.lead}>
        <ul className={classes["limits"]}>
          {limits.map((limit) => (
            <LimitMeter
              key={`${limit.subscription} ${limit.limit} ${limit.unit} ${limit.most}`}
              limit={limit}
              settings={limit.of === "consumer" ? consumer.plugins : undefined}
              of={
                limit.subscription === undefined ? (
                  texts.limit.now.ofConsumer
                ) : (
                  <TextLink to="/subscriptions/$subscription" params={{ subscription: limit.subscription }}>
                    {limit.service}
                  </TextLink>
                )
              }
            />
          ))}
        </ul>
      </Section>
    )}
  </ListView>
);

export default ConsumerLimits;
