/** `append-audit` → `AppendAudit`: what the resources of a name are called in the program. */
export const titleOf = (name: string): string =>
  name.replaceAll(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase());
