import { Checkbox, Group } from "@mantine/core";
import type { CatalogService } from "../api/resources.ts";
import { PLATFORM_SERVICE } from "../services/platform-service.ts";
import { texts } from "../texts/texts.ts";

interface ScopeChoiceProps {
  service: CatalogService;
  value: string[];
  onChange: (scopes: string[]) => void;
}

/** The management API's one scope, for which it must be asked: without it a consumer acts as a member of its team. */
const OWNER = "owner";

/** Nothing where a service has no scopes. */
export const ScopeChoice = ({ service, value, onChange }: ScopeChoiceProps) => {
  if (service.slug === PLATFORM_SERVICE)
    return (
      <Checkbox
        label={texts.subscription.asOwner}
        description={texts.subscription.asOwnerHint}
        checked={value.includes(OWNER)}
        onChange={(event) => onChange(event.currentTarget.checked ? [OWNER] : [])}
      />
    );
  return service.scopes ? (
    <Checkbox.Group
      label={texts.catalog.scopes}
      description={texts.subscription.scopesHint}
      value={value}
      onChange={onChange}
    >
      <Group mt="xs">
        {service.scopes.map((scope) => (
          <Checkbox key={scope.name} value={scope.name} label={scope.name} />
        ))}
      </Group>
    </Checkbox.Group>
  ) : null;
};
