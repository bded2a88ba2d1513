import type { operations } from "@latchkey/client/schema.gen";

type Answered<O extends keyof operations, S extends 200 | 201> = operations[O] extends {
  responses: Record<S, { content: { "application/json": infer B } }>;
}
  ? B
  : never;

type RequestBody<O extends keyof operations> = operations[O] extends {
  requestBody: { content: { "application/json": infer B } };
}
  ? B
  : never;

export type Me = Answered<"me", 200>;
export type Team = Answered<"readTeam", 200>;
export type Place = Answered<"setMember", 200>;
export type Role = Me["teams"][number]["role"];

export type Delegate = Answered<"readDelegate", 200>;
export type MailChoice = Answered<"readMailChoice", 200>;

export type Issuer = Answered<"readIssuer", 200>;

export type CatalogService = Answered<"readCatalog", 200>;
export type Service = Answered<"readService", 200>;
export type NewService = RequestBody<"createService">;
export type ServicePatch = RequestBody<"changeService">;
export type Announcement = Answered<"listAnnouncements", 200>["items"][number];
export type NewAnnouncement = RequestBody<"announce">;
export type Plan = Service["plans"][number];

export type Consumer = Answered<"readConsumer", 200>;
export type NewConsumer = RequestBody<"createConsumer">;
export type ConsumerPatch = RequestBody<"changeConsumer">;

export type NewTransfer = RequestBody<"offerTransfer">;
export type OfferedConsumer = Answered<"listTransfers", 200>["items"][number];
export type OfferInFull = Answered<"readTransfer", 200>;

export type Credential = Answered<"readCredential", 200>;
export type NewCredential = RequestBody<"issueCredential">;
export type CredentialPatch = RequestBody<"changeCredential">;
export type Issued = Answered<"issueCredential", 201>;

export type Subscription = Answered<"readSubscription", 200>;
export type SubscriptionStatus = Subscription["status"];

export type Webhook = Answered<"readWebhook", 200>;
export type NewWebhook = RequestBody<"createWebhook">;
export type Delivery = Answered<"replayDelivery", 200>;
export type AuditEntry = Answered<"listAudit", 200>["items"][number];
export type LimitNow = Answered<"readLimits", 200>["items"][number];
export type Call = Answered<"listCalls", 200>["items"][number];
export type DeadLetter = Answered<"replayDeadLetter", 200>;
export type Person = Answered<"listPeople", 200>["items"][number];
/** One step of time, as the API adds it up. */
export type UsageItem = Answered<"readUsage", 200>["items"][number];
export type ServiceRefusal = Answered<"listServiceRefusals", 200>["items"][number];
