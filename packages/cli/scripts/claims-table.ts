import type { Claim } from "../src/doctor/check/check.ts";
import { CHECKS, claimsFor } from "../src/doctor/checks/checks.ts";

const BEGIN = "<!-- what the doctor asks: npm run docs:doctor -->";
const END = "<!-- end -->";

const row = ({ id, claim, remedy }: Claim): string => `| \`${id}\` | ${claim} | ${remedy} |`;

/** The page with the table of every claim that the doctor asks, in place of the one that it has. @throws Error */
export const withClaims = (page: string): string => {
  const [before, rest] = page.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) throw new Error("The page has no place for the table.");
  const table = [
    "| check | what has to hold | where it does not |",
    "|---|---|---|",
    ...claimsFor(CHECKS).map(row),
  ];
  return `${before}${BEGIN}\n${table.join("\n")}\n${END}${after}`;
};
