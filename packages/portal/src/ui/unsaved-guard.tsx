import { useBlocker } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { answerUnsaved, unsavedFields, useAskedToLose, useUnsavedFields } from "./unsaved.ts";

const UnsavedDialog = lazy(() => import("./unsaved-dialog.tsx"));

/** Asks before a page, or a dialog, is left with changes that are not saved: by a link, the way back, a reload, closing. */
export const UnsavedGuard = () => {
  const isUnsaved = useUnsavedFields().length > 0;
  const isAsked = useAskedToLose();
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && unsavedFields().length > 0,
    enableBeforeUnload: isUnsaved,
    disabled: !isUnsaved,
    withResolver: true,
  });
  const answer = (mayLose: boolean) => {
    if (isAsked) answerUnsaved(mayLose);
    else if (mayLose) blocker.proceed?.();
    else blocker.reset?.();
  };
  return isUnsaved ? (
    <Suspense>
      <UnsavedDialog isAsked={isAsked || blocker.status === "blocked"} onAnswer={answer} />
    </Suspense>
  ) : null;
};
