import { announcementTexts } from "./announcement-texts.de.ts";
import { applicationTexts } from "./application-texts.de.ts";
import { auditTexts } from "./audit-texts.de.ts";
import { callTexts } from "./call-texts.de.ts";
import { catalogTexts } from "./catalog-texts.de.ts";
import { chatTexts } from "./chat-texts.de.ts";
import { consumerTexts } from "./consumer-texts.de.ts";
import { credentialTexts } from "./credential-texts.de.ts";
import { decisionTexts } from "./decision-texts.de.ts";
import { delegateTexts } from "./delegate-texts.de.ts";
import { deprecationTexts } from "./deprecation-texts.de.ts";
import type { english } from "./english.ts";
import { helpTexts } from "./help-texts.de.ts";
import { limitTexts } from "./limit-texts.de.ts";
import { listTexts } from "./list-texts.de.ts";
import { mailChoiceTexts } from "./mail-choice-texts.de.ts";
import { paletteTexts } from "./palette-texts.de.ts";
import { platformTexts } from "./platform-texts.de.ts";
import { pluginTexts } from "./plugin-texts.de.ts";
import { referenceTexts } from "./reference-texts.de.ts";
import { serviceTexts } from "./service-texts.de.ts";
import { shellTexts } from "./shell-texts.de.ts";
import { subscriptionTexts } from "./subscription-texts.de.ts";
import { teamTexts } from "./team-texts.de.ts";
import { toolTexts } from "./tool-texts.de.ts";
import { transferTexts } from "./transfer-texts.de.ts";
import type { Translation } from "./translation.ts";
import { refusalTexts, usageTexts } from "./usage-texts.de.ts";
import { webhookTexts } from "./webhook-texts.de.ts";

/** The portal's words in German. */
export const words: Translation<typeof english> = {
  ...shellTexts,
  announcement: announcementTexts,
  application: applicationTexts,
  call: callTexts,
  catalog: catalogTexts,
  chat: chatTexts,
  consumer: consumerTexts,
  credential: credentialTexts,
  decision: decisionTexts,
  delegate: delegateTexts,
  mailChoice: mailChoiceTexts,
  transfer: transferTexts,
  deprecation: deprecationTexts,
  help: helpTexts,
  limit: limitTexts,
  list: listTexts,
  palette: paletteTexts,
  platform: platformTexts,
  plugin: pluginTexts,
  reference: referenceTexts,
  service: serviceTexts,
  subscription: subscriptionTexts,
  team: teamTexts,
  tool: toolTexts,
  usage: usageTexts,
  refusal: refusalTexts,
  audit: auditTexts,
  webhook: webhookTexts,
};
