import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { CatalogService, Consumer, Me } from "../api/resources.ts";
import { ConsumerNameField } from "../consumers/consumer-name-field.tsx";
import { ConsumerPicker } from "../consumers/consumer-picker.tsx";
import { consumersQuery, createConsumer } from "../consumers/consumer-queries.ts";
import { mayChange, useMe } from "../session/me-query.ts";
import { TeamSelect, WithTeams } from "../teams/with-teams.tsx";
import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Textarea } from "../ui/inputs.tsx";
import { TextLink } from "../ui/links.tsx";
import { Notice } from "../ui/notice.tsx";
import { notify } from "../ui/notices.ts";
import { QueryView } from "../ui/query-view.tsx";
import { typed } from "../ui/text-fields.ts";
import { livingOne, livingSubscriptionsQuery, type Taken } from "./living-subscriptions.ts";
import { PlanChoice } from "./plan-choice.tsx";
import { ScopeChoice } from "./scope-choice.tsx";
import { applyForService, consumerSubscriptionsQuery } from "./subscription-queries.ts";

interface ApplyDialogProps {
  service: CatalogService;
  opened: boolean;
  onClose: () => void;
}

export const ApplyDialog = ({ service, opened, onClose }: ApplyDialogProps) => {
  const me = useMe();
  return (
    <Dialog title={texts.subscription.applyTitle(service.name)} opened={opened} onClose={onClose}>
      <WithTeams>{(teams) => <Application service={service} teams={teams} me={me} />}</WithTeams>
    </Dialog>
  );
};

interface ApplicationProps {
  service: CatalogService;
  teams: readonly string[];
}

const Application = ({ me, ...props }: ApplicationProps & { me: Me | undefined }) => {
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

const ApplicationForm = ({ service, first, fits, teams, taken }: ApplicationFormProps) => {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { byConsumer, isComplete } = taken;
  const [consumer, setConsumer] = useState(first.find(({ id }) => !byConsumer.has(id)));
  const [name, setName] = useState("");
  const [team, setTeam] = useState(teams[0] ?? "");
  const [plan, setPlan] = useState(service.plans[0]?.name ?? "");
  const [scopes, setScopes] = useState<string[]>([]);
  const [reason, setReason] = useState("");
  const asking = consumer?.team ?? team;
  // Of a consumer that was not looked at with the others it is asked once it is chosen.
  const id = consumer?.id ?? "";
  const isUnknown = consumer !== undefined && !isComplete && !byConsumer.has(id);
  const existing = useInfiniteQuery({ ...consumerSubscriptionsQuery(id), enabled: isUnknown });
  const living = byConsumer.get(id) ?? (existing.data && livingOne(existing.data, service.id));

  const apply = async () => {
    const caller = consumer ?? (await createConsumer({ name, team }));
    // From here on the consumer exists: a second try must not make it again.
    setConsumer(caller);
    if (consumer === undefined) await client.invalidateQueries({ queryKey: ["consumers"] });
    const made = await applyForService(caller.id, {
      service: service.slug,
      ...(plan === "" ? {} : { plan }),
      ...(scopes.length === 0 ? {} : { scopes }),
      ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
    });
    await client.invalidateQueries({ queryKey: ["subscriptions"] });
    notify("good", made.status === "active" ? texts.subscription.activated : texts.subscription.applied);
    await navigate({ to: "/subscriptions/$subscription", params: { subscription: made.id } });
  };

  return (
    <Form submit={texts.subscription.apply} onSubmit={apply} disabled={living !== undefined}>
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
      {living ? (
        <Notice title={texts.subscription.exists}>
          <TextLink to="/subscriptions/$subscription" params={{ subscription: living }}>
            {texts.subscription.see}
          </TextLink>
        </Notice>
      ) : (
        <>
          <PlanChoice plans={service.plans} value={plan} onChange={setPlan} />
          <ScopeChoice service={service} team={asking} value={scopes} onChange={setScopes} />
          <Textarea
            label={texts.subscription.reason}
            description={texts.subscription.reasonHint}
            {...typed(reason, setReason)}
            at="/reason"
            maxLength={1000}
            rows={4}
          />
        </>
      )}
    </Form>
  );
};
