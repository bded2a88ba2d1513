import * as z from "zod";
import { named } from "./evaluate-stage.ts";
import type { Graph, Resource } from "./graph.ts";

const Policy = z.object({
  Statement: z.array(
    z.object({
      Effect: z.enum(["Allow", "Deny"]),
      Action: z.array(z.string()),
      Resource: z.array(z.string()),
      Condition: z.unknown().optional(),
    }),
  ),
});

const Role = z.object({
  assumeRolePolicy: z.unknown(),
  managedPolicyArns: z.array(z.string()).default([]),
  inlinePolicies: z.array(z.object({ policy: z.string() })).default([]),
});

export interface Allowed {
  action: string;
  /** Without the `arn:aws:<service>:<region>:<account>:` before the name. */
  resource: string;
  condition?: unknown;
}

/** What a role allows, one action on one resource at a time. */
export const allowedBy = (role: Resource): Allowed[] => said(role, "Allow");

/** What a role denies, whatever else allows it. */
export const deniedBy = (role: Resource): Allowed[] => said(role, "Deny");

const said = (role: Resource, effect: "Allow" | "Deny"): Allowed[] =>
  Role.parse(role.inputs).inlinePolicies.flatMap(({ policy }) =>
    Policy.parse(JSON.parse(policy))
      .Statement.filter(({ Effect }) => Effect === effect)
      .flatMap(({ Action, Resource, Condition }) =>
        Action.flatMap((action) =>
          Resource.map((resource) => ({
            action,
            resource: resource.replace(/^arn:aws:[a-z0-9]+:[a-z0-9-]*:\d*:/, ""),
            ...(Condition ? { condition: Condition } : {}),
          })),
        ),
      ),
  );

export const managedPoliciesOf = (role: Resource): string[] => Role.parse(role.inputs).managedPolicyArns;

/** `append-audit` → `AppendAudit`: as the program calls what belongs to a function. */
export const titleOf = (name: string): string =>
  name.replaceAll(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase());

/** `AppendAudit` → `append-audit` */
export const nameOfTitle = (title: string): string =>
  title.replaceAll(/(?!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

/** The role of one of our functions, by the function's name. */
export const roleOf = (graph: Graph, name: string): Resource =>
  named(graph, "aws:iam/role:Role", `${titleOf(name)}FunctionRole`);
