import { askedPlan, grantableScopes } from "@latchkey/core/subscription/grant";
import type { Open } from "./open-approval.ts";

/** What an approval may grant in place of what was asked. The form's fields are the contract's. */
export const ChangesFields = ({ subscription, service }: Pick<Open, "subscription" | "service">) => {
  const asked = askedPlan(subscription);
  const scopes = grantableScopes(service, subscription);
  return (
    <details>
      <summary>Approve something else than was asked</summary>
      {service.plans.length > 0 && (
        <>
          <label htmlFor="plan">Plan</label>
          <select id="plan" name="plan" defaultValue="">
            <option value="">As asked{asked === undefined ? "" : `: ${asked}`}</option>
            {service.plans
              .filter(({ name }) => name !== asked)
              .map(({ name, title }) => (
                <option key={name} value={name}>
                  {title === undefined ? name : `${title} (${name})`}
                </option>
              ))}
          </select>
        </>
      )}
      {scopes.length > 0 && (
        <fieldset>
          <legend>Scopes</legend>
          <input type="hidden" name="scopesOffered" value="yes" />
          {scopes.map((scope) => (
            <label key={scope} className="check">
              <input type="checkbox" name="scopes" value={scope} defaultChecked />
              <span>{scope}</span>
            </label>
          ))}
        </fieldset>
      )}
      <label htmlFor="expiresAt">Last day, if it is to end otherwise than by the plan (UTC)</label>
      <input id="expiresAt" name="expiresAt" type="date" />
    </details>
  );
};
