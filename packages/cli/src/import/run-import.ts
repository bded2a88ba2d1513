import type { Management } from "../management/management.ts";
import { importApisix } from "./apisix/import-apisix.ts";
import { importAws } from "./aws/import-aws.ts";
import { apiGatewayOfAccount, readAwsLive } from "./aws/read-aws-live.ts";
import { importKong } from "./kong/import-kong.ts";
import { importLitellm } from "./litellm/import-litellm.ts";
import { readAwsFolder, readSource } from "./read/read-source.ts";
import { fieldsOf } from "./source/fields.ts";
import type { Imported } from "./source/imported.ts";
import { carryIn } from "./stage/carry-in.ts";
import type { ImportReport } from "./stage/report.ts";
import { findTargets } from "./stage/targets.ts";
import { toDeclaration } from "./stage/to-declaration.ts";
import { importUnkey } from "./unkey/import-unkey.ts";

export const SOURCES = ["aws", "kong", "apisix", "litellm", "unkey"] as const;
export type SourceName = (typeof SOURCES)[number];

export interface ImportRequest {
  readonly source: SourceName;
  /** Absent: the account itself is asked. */
  readonly file?: string;
  readonly team: string;
  /** Slugs by names of the source. */
  readonly services: ReadonlyMap<string, string>;
  readonly plan?: string;
  readonly dryRun: boolean;
}

export interface ImportWork {
  readonly management: Management;
  readonly stop: AbortSignal;
  /** Milliseconds. */
  readonly now: number;
  readonly tell: (line: string) => void;
}

/** After so many consumers one is told how far it is. */
const TOLD_EACH = 500;

/** @throws WrongUse for a file that cannot be read, Problem where the key may not do it */
export const runImport = async (
  { source, file, team, services, plan, dryRun }: ImportRequest,
  { management, stop, now, tell }: ImportWork,
): Promise<ImportReport> => {
  const imported = await read(source, file, now);
  const targets = await findTargets(
    management,
    imported.consumers.flatMap((each) => each.services),
    services,
    plan,
  );
  const prepared = toDeclaration(imported, team, targets);
  const all = imported.consumers.length;
  const { done, created, unchanged, skipped } = await carryIn(management, prepared, {
    team,
    dryRun,
    stop,
    onDone: (consumers) => {
      if (consumers % TOLD_EACH === 0 && consumers < all) tell(`${consumers} of ${all} consumers`);
    },
  });
  return {
    source,
    team,
    dryRun,
    done,
    created,
    unchanged,
    skipped: [...imported.skipped, ...prepared.skipped, ...skipped],
    lost: imported.lost,
  };
};

const read = async (source: SourceName, file: string | undefined, now: number): Promise<Imported> => {
  if (source === "aws")
    return importAws(
      file === undefined ? await readAwsLive(await apiGatewayOfAccount()) : await readAwsFolder(file),
    );
  const said = await readSource(file ?? "");
  switch (source) {
    case "kong":
      return importKong(fieldsOf(said));
    case "apisix":
      return importApisix(fieldsOf(said));
    case "litellm":
      return importLitellm(said, now);
    case "unkey":
      return importUnkey(said, now);
  }
};
