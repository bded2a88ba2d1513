import { announcementTexts } from "./announcement-texts.ts";
import { applicationTexts } from "./application-texts.ts";
import { auditTexts } from "./audit-texts.ts";
import { callTexts } from "./call-texts.ts";
import { catalogTexts } from "./catalog-texts.ts";
import { chatTexts } from "./chat-texts.ts";
import { consumerTexts } from "./consumer-texts.ts";
import { credentialTexts } from "./credential-texts.ts";
import { decisionTexts } from "./decision-texts.ts";
import { delegateTexts } from "./delegate-texts.ts";
import { deprecationTexts } from "./deprecation-texts.ts";
import { helpTexts } from "./help-texts.ts";
import { limitTexts } from "./limit-texts.ts";
import { listTexts } from "./list-texts.ts";
import { mailChoiceTexts } from "./mail-choice-texts.ts";
import { paletteTexts } from "./palette-texts.ts";
import { platformTexts } from "./platform-texts.ts";
import { pluginTexts } from "./plugin-texts.ts";
import { referenceTexts } from "./reference-texts.ts";
import { serviceTexts } from "./service-texts.ts";
import { shellTexts } from "./shell-texts.ts";
import { subscriptionTexts } from "./subscription-texts.ts";
import { teamTexts } from "./team-texts.ts";
import { toolTexts } from "./tool-texts.ts";
import { transferTexts } from "./transfer-texts.ts";
import { refusalTexts, usageTexts } from "./usage-texts.ts";
import { webhookTexts } from "./webhook-texts.ts";

/** Every word of the portal in English, which is the source: other languages are objects of this shape. */
export const english = {
  product: "Latchkey",
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
