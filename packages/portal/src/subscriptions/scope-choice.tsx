import { Checkbox, Group } from "@mantine/core";
import type { CatalogService } from "../api/resources.ts";
import { PLATFORM_SERVICE } from "../catalog/platform-service.ts";
import { isOwner, useMe } from "../session/me-query.ts";
import { texts } from "../texts/texts.ts";
import { CheckboxGroup } from "../ui/inputs.tsx";

interface ScopeChoiceProps {
  service: CatalogService;
  /** Of the consumer that asks. */
  team: string;
  value: string[];
  onChange: (scopes: string[]) => void;
}

/** Of the management API, for owners to ask: without it a consumer reads and writes as a member of its team. */
const OWNER = "owner";

/** Nothing where a service has no scopes. */
export const ScopeChoice = ({ service, team, value, onChange }: ScopeChoiceProps) => {
  const owns = isOwner(useMe(), team);
  if (service.slug === PLATFORM_SERVICE)
    return (
      <Checkbox
        label={texts.subscription.asOwner}
        description={owns ? texts.subscription.asOwnerHint : texts.subscription.asOwnerForOwners}
        disabled={!owns}
        checked={owns && value.includes(OWNER)}
        onChange={(event) => onChange(event.currentTarget.checked ? [OWNER] : [])}
      />
    );
  return service.scopes ? (
    <CheckboxGroup
      label={texts.catalog.scopes}
      description={texts.subscription.scopesHint}
      value={value}
      onChange={onChange}
      at="/scopes"
    >
      <Group mt="xs">
        {service.scopes.map((scope) => (
          <Checkbox key={scope.name} value={scope.name} label={scope.name} />
        ))}
      </Group>
    </CheckboxGroup>
  ) : null;
};
