import { DelegateInput, Delegation } from "@latchkey/core/delegation/delegation";
import { nameDelegate, readDelegate, removeDelegate } from "@latchkey/core/delegation/name-delegate";
import { RESOURCE_SHOWN } from "@latchkey/core/resource";
import { viewOf } from "@latchkey/core/view-of";
import * as z from "zod/mini";
import { operation, resource } from "../http/operation.ts";
import { removal } from "../http/removal.ts";

/** `email` is the delegate's: the person who is away is the caller. */
export const DelegateView = z.extend(
  viewOf(Delegation, { ...RESOURCE_SHOWN, email: true, delegate: false, until: true, team: true }),
  {},
);

const delegateView = ({ delegate, ...delegation }: Delegation) => ({ ...delegation, email: delegate });

/** For people: a program has no delegate. */
export const delegateOperations = {
  readDelegate: operation({
    summary: "Who decides beside the caller while it is away.",
    answer: DelegateView,
    handle: async (work) => resource(delegateView(await readDelegate(work))),
  }),
  nameDelegate: operation({
    summary: "Name who decides beside the caller until a time.",
    body: DelegateInput,
    answer: DelegateView,
    handle: async (work, { body }) => resource(delegateView(await nameDelegate(work, body))),
  }),
  removeDelegate: removal({
    summary: "End the caller's delegation.",
    remove: (work) => removeDelegate(work),
  }),
};
