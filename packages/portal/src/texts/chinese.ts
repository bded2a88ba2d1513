import { announcementTexts } from "./announcement-texts.zh.ts";
import { applicationTexts } from "./application-texts.zh.ts";
import { auditTexts } from "./audit-texts.zh.ts";
import { callTexts } from "./call-texts.zh.ts";
import { catalogTexts } from "./catalog-texts.zh.ts";
import { chatTexts } from "./chat-texts.zh.ts";
import { consumerTexts } from "./consumer-texts.zh.ts";
import { credentialTexts } from "./credential-texts.zh.ts";
import { decisionTexts } from "./decision-texts.zh.ts";
import { delegateTexts } from "./delegate-texts.zh.ts";
import { deprecationTexts } from "./deprecation-texts.zh.ts";
import type { english } from "./english.ts";
import { helpTexts } from "./help-texts.zh.ts";
import { limitTexts } from "./limit-texts.zh.ts";
import { listTexts } from "./list-texts.zh.ts";
import { mailChoiceTexts } from "./mail-choice-texts.zh.ts";
import { paletteTexts } from "./palette-texts.zh.ts";
import { platformTexts } from "./platform-texts.zh.ts";
import { pluginTexts } from "./plugin-texts.zh.ts";
import { referenceTexts } from "./reference-texts.zh.ts";
import { serviceTexts } from "./service-texts.zh.ts";
import { shellTexts } from "./shell-texts.zh.ts";
import { subscriptionTexts } from "./subscription-texts.zh.ts";
import { teamTexts } from "./team-texts.zh.ts";
import { toolTexts } from "./tool-texts.zh.ts";
import { transferTexts } from "./transfer-texts.zh.ts";
import type { Translation } from "./translation.ts";
import { refusalTexts, usageTexts } from "./usage-texts.zh.ts";
import { webhookTexts } from "./webhook-texts.zh.ts";

/** The portal's words in Simplified Chinese. */
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
