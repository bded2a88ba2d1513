import type { ReactNode } from "react";
import type { Credential } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { Moment } from "../ui/moment.tsx";

/** Whether the programs have changed to the new secret. Nothing of a rotation before that was kept. */
export const secretUses = ({
  secrets: [current, former],
}: Pick<Credential, "secrets">): { old: ReactNode; new: ReactNode } | undefined => {
  if (current?.createdAt === undefined || former === undefined) return undefined;
  const since = current.createdAt;
  const used = (at: string | undefined, otherwise: string) =>
    at === undefined || at < since ? (
      <> · {otherwise}</>
    ) : (
      <>
        {" · "}
        {texts.credential.secretUsed} <Moment at={at} />
      </>
    );
  return {
    old: used(former.lastUsedAt, texts.credential.oldNotUsed),
    new: used(current.lastUsedAt, texts.credential.newNotUsed),
  };
};
