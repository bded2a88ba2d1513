import { Checkbox } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { CatalogService, Consumer, Issued, Me, Subscription } from "../api/resources.ts";
import { ConsumerNameField } from "../consumers/consumer-name-field.tsx";
import { ConsumerPicker } from "../consumers/consumer-picker.tsx";
import { consumersQuery, createConsumer } from "../consumers/consumer-queries.ts";
import { EMPTY_DRAFT, requestOf } from "../credentials/credential-draft.ts";
import { issueCredential } from "../credentials/credential-queries.ts";
import { mayChange } from "../session/me-query.ts";
import { answersOf, NO_ANSWERS } from "../subscriptions/application-answers.ts";
import { ApplicationQuestions } from "../subscriptions/application-questions.tsx";
import { livingOne, livingSubscriptionsQuery, type Taken } from "../subscriptions/living-subscriptions.ts";
import { PlanChoice } from "../subscriptions/plan-choice.tsx";
import { ScopeChoice } from "../subscriptions/scope-choice.tsx";
import { applyForService, consumerSubscriptionsQuery } from "../subscriptions/subscription-queries.ts";
import { TeamSelect } from "../teams/with-teams.tsx";
import { texts } from "../texts/texts.ts";
import { Form } from "../ui/form.tsx";
import { Textarea } from "../ui/inputs.tsx";
import { TextLink } from "../ui/links.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify } from "../ui/notices.ts";
import { QueryView } from "../ui/query-view.tsx";
import { textField } from "../ui/text-fields.ts";

/** What has come of it. */
export interface Made {
  subscription: Subscription;
  issued?: Issued;
}

/** An API key that is named after its consumer, with what a form without a choice gives it. */
const issueFirst = ({ id, name }: Consumer, key: string): Promise<Issued> =>
  issueCredential(id, requestOf({ ...EMPTY_DRAFT, name }, Date.now()), key);

interface ApplicationProps {
  service: CatalogService;
  teams: readonly string[];
  onMade: (made: Made) => void;
  expect: (made: Promise<Made>) => Promise<void>;
}

export const Application = ({ me, ...props }: ApplicationProps & { me: Me | undefined }) => {
  const fits = ({ status, team }: Consumer) => status === "active" && mayChange(me, team);
  return (
    <QueryView query={useInfiniteQuery(consumersQuery())}>
      {(first) => <LookedUp {...props} fits={fits} first={first.filter(fits)} />}
    </QueryView>
  );
};

const LookedUp = (props: Omit<ApplicationFormProps, "taken">) => (
  <QueryView query={useQuery(livingSubscriptionsQuery(props.service.slug))}>
    {(taken) => <ApplicationForm {...props} taken={taken} />}
  </QueryView>
);

interface ApplicationFormProps extends ApplicationProps {
  /** Those of the first page; others are searched for. */
  first: readonly Consumer[];
  fits: (consumer: Consumer) => boolean;
  taken: Taken;
}

const ApplicationForm = (props: ApplicationFormProps) => {
  const { service, first, fits, teams, taken, onMade, expect } = props;
  const client = useQueryClient();
  const { byConsumer, isComplete } = taken;
  const [consumer, setConsumer] = useState(first.find(({ id }) => !byConsumer.has(id)));
  const [name, setName] = useState("");
  const [team, setTeam] = useState(teams[0] ?? "");
  const [plan, setPlan] = useState(service.plans[0]?.name ?? "");
  const [scopes, setScopes] = useState<string[]>([]);
  const [reason, setReason] = useState("");
  const [draft, setDraft] = useState(NO_ANSWERS);
  const [wishes, setWishes] = useState<boolean>();
  const [applied, setApplied] = useState<Subscription>();
  // The same key while the answer is unknown: a lost answer must not leave a second credential behind.
  const [key] = useState(() => crypto.randomUUID());
  // A new consumer has none; one that is there calls with the one that it has.
  const withKey = wishes ?? consumer === undefined;
  const asking = consumer?.team ?? team;
  // Of a consumer that was not looked at with the others it is asked once it is chosen.
  const id = consumer?.id ?? "";
  const isUnknown = consumer !== undefined && !isComplete && !byConsumer.has(id);
  const existing = useInfiniteQuery({ ...consumerSubscriptionsQuery(id), enabled: isUnknown });
  const living = byConsumer.get(id) ?? (existing.data && livingOne(existing.data, service.id));

  const apply = async (): Promise<Made> => {
    const caller = consumer ?? (await createConsumer({ name, team }));
    // From here on the consumer exists: a second try must not make it again.
    setConsumer(caller);
    if (consumer === undefined) await client.invalidateQueries({ queryKey: ["consumers"] });
    const subscription =
      applied ??
      (await applyForService(caller.id, {
        service: service.slug,
        ...(plan === "" ? {} : { plan }),
        ...(scopes.length === 0 ? {} : { scopes }),
        ...answersOf(service.application, draft),
        ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      }));
    // Nor is it applied for again where the credential could not be issued.
    setApplied(subscription);
    const issued = withKey ? await issueFirst(caller, key) : undefined;
    await client.invalidateQueries({ queryKey: ["subscriptions"] });
    const isActive = subscription.status === "active";
    notify("good", isActive ? texts.subscription.activated : texts.subscription.applied);
    const made = { subscription, ...(issued ? { issued } : {}) };
    onMade(made);
    return made;
  };
  const send = () => (withKey ? expect(apply()) : apply());

  return (
    <Form submit={texts.subscription.apply} onSubmit={send} disabled={living !== undefined && !applied}>
      <ConsumerPicker
        label={texts.subscription.consumer}
        description={texts.subscription.consumerHint}
        value={consumer}
        onChange={setConsumer}
        labelOf={(each) => texts.subscription.choice(each.name, each.team, byConsumer.has(each.id))}
        fits={fits}
        newLabel={texts.subscription.newConsumer}
      />
      {consumer === undefined ? (
        <>
          <ConsumerNameField label={texts.subscription.consumerName} value={name} onChange={setName} />
          {teams.length > 1 ? <TeamSelect teams={teams} value={team} onChange={setTeam} /> : null}
        </>
      ) : null}
      {living && !applied ? (
        <Notice title={texts.subscription.exists}>
          <TextLink to="/subscriptions/$subscription" params={{ subscription: living }}>
            {texts.subscription.see}
          </TextLink>
        </Notice>
      ) : (
        <>
          <PlanChoice plans={service.plans} value={plan} onChange={setPlan} />
          <ScopeChoice service={service} team={asking} value={scopes} onChange={setScopes} />
          <ApplicationQuestions form={service.application} draft={draft} onChange={setDraft} />
          <Textarea
            {...textField(texts.subscription, "reason", reason, setReason)}
            maxLength={1000}
            rows={4}
          />
          <Checkbox
            label={texts.subscription.issueToo}
            description={texts.subscription.issueTooHint}
            checked={withKey}
            onChange={({ currentTarget }) => setWishes(currentTarget.checked)}
          />
        </>
      )}
    </Form>
  );
};
