import type { Consumer } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Section } from "../ui/section.tsx";
import { CallsTable } from "./calls-table.tsx";

const ConsumerCalls = ({ consumer }: { consumer: Consumer }) => (
  <Section title={texts.call.title} lead={texts.call.lead}>
    <CallsTable consumer={consumer.id} />
  </Section>
);

export default ConsumerCalls;
