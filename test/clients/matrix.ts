import { addedMember } from "./cases/added-member.ts";
import { addressRanges } from "./cases/address-ranges.ts";
import { answersWithoutABody } from "./cases/answers-without-a-body.ts";
import { askedOnce } from "./cases/asked-once.ts";
import { besideAnUpstreamsOwn } from "./cases/beside-an-upstreams-own.ts";
import { bodies } from "./cases/bodies.ts";
import { chargedAnswers } from "./cases/charged-answers.ts";
import { eventStreams } from "./cases/event-streams.ts";
import { everyState } from "./cases/every-state.ts";
import { exportedKeys } from "./cases/exported-keys.ts";
import { importedKeys } from "./cases/imported-keys.ts";
import { oddBesides } from "./cases/odd-besides.ts";
import { oddQueries } from "./cases/odd-queries.ts";
import { ownPages } from "./cases/own-pages.ts";
import { sdkCalls } from "./cases/sdk-calls.ts";
import { signedQueries } from "./cases/signed-queries.ts";
import { streams } from "./cases/streams.ts";
import type { Row } from "./row.ts";

export const MATRIX: readonly Row[] = [
  ...answersWithoutABody,
  ...besideAnUpstreamsOwn,
  ...streams,
  ...askedOnce,
  ...addedMember,
  ...chargedAnswers,
  ...bodies,
  ...exportedKeys,
  ...signedQueries,
  ...oddQueries,
  ...importedKeys,
  ...ownPages,
  ...addressRanges,
  ...eventStreams,
  ...everyState,
  ...oddBesides,
  ...sdkCalls,
];
