import type { Noun, Route } from "./route.ts";

const route = (noun: Noun, line: string, operation: string): Route => {
  const [method, path] = line.split(" ") as [Route["method"], string];
  return { method, path, noun, operation };
};

const open = (noun: Noun, line: string, operation: string): Route => ({
  ...route(noun, line, operation),
  public: true,
});

/** Every route of the management API. The adapter, the infrastructure and the OpenAPI document read it from here. */
export const CONTROL_ROUTES: readonly Route[] = [
  open("operations", "GET /healthz", "health"),
  open("operations", "GET /docs", "docs"),
  open("operations", "GET /docs/problems", "problems"),
  open("operations", "GET /v1/openapi.json", "openapi"),
  open("keys", "GET /.well-known/jwks.json", "assertionKeys"),
  open("oauth", "GET /.well-known/oauth-authorization-server", "serverMetadata"),
  open("oauth", "GET /oauth2/jwks", "tokenKeys"),
  open("oauth", "GET /oauth2/authorize", "authorize"),
  open("oauth", "POST /oauth2/authorize", "authorize"),
  open("oauth", "POST /oauth2/token", "issueToken"),
  open("oauth", "POST /oauth2/revoke", "revokeToken"),
  route("operations", "GET /v1/me", "me"),
  route("teams", "GET /v1/me/delegate", "readDelegate"),
  route("teams", "PUT /v1/me/delegate", "nameDelegate"),
  route("teams", "DELETE /v1/me/delegate", "removeDelegate"),
  route("teams", "GET /v1/me/mail", "readMailChoice"),
  route("teams", "PUT /v1/me/mail", "chooseMail"),

  route("teams", "POST /v1/teams", "createTeam"),
  route("teams", "GET /v1/teams", "listTeams"),
  route("teams", "GET /v1/teams/{team}", "readTeam"),
  route("teams", "PATCH /v1/teams/{team}", "changeTeam"),
  route("teams", "DELETE /v1/teams/{team}", "deleteTeam"),
  route("teams", "POST /v1/teams/{team}/suspend", "suspendTeam"),
  route("teams", "POST /v1/teams/{team}/resume", "resumeTeam"),
  route("teams", "PUT /v1/teams/{team}/members/{email}", "setMember"),
  route("teams", "DELETE /v1/teams/{team}/members/{email}", "removeMember"),
  route("teams", "GET /v1/people", "listPeople"),
  route("teams", "GET /v1/issuers", "listIssuers"),
  route("teams", "GET /v1/issuers/{issuer}", "readIssuer"),
  route("teams", "PUT /v1/issuers/{issuer}", "letIntoIssuer"),
  route("teams", "DELETE /v1/issuers/{issuer}", "deleteIssuer"),

  route("services", "POST /v1/services", "createService"),
  route("services", "GET /v1/services", "listServices"),
  route("services", "GET /v1/services/{service}", "readService"),
  route("services", "PATCH /v1/services/{service}", "changeService"),
  route("services", "DELETE /v1/services/{service}", "deleteService"),
  route("services", "GET /v1/services/{service}/tools", "listServiceTools"),
  route("services", "POST /v1/services/{service}/publication", "decidePublication"),
  route("services", "POST /v1/services/{service}/announcements", "announce"),
  route("services", "GET /v1/services/{service}/announcements", "listAnnouncements"),

  open("catalog", "GET /v1/public/catalog", "listPublicCatalog"),
  open("catalog", "GET /v1/public/catalog/{service}", "readPublicCatalog"),
  open("catalog", "GET /v1/public/catalog/{service}/openapi.json", "readPublicDocument"),
  open("catalog", "GET /.well-known/api-catalog", "apiCatalog"),
  route("catalog", "GET /v1/catalog", "listCatalog"),
  route("catalog", "GET /v1/catalog/{service}", "readCatalog"),

  route("consumers", "POST /v1/consumers", "createConsumer"),
  route("consumers", "GET /v1/consumers", "listConsumers"),
  route("consumers", "GET /v1/consumers/{consumer}", "readConsumer"),
  route("consumers", "PATCH /v1/consumers/{consumer}", "changeConsumer"),
  route("consumers", "DELETE /v1/consumers/{consumer}", "deleteConsumer"),
  route("consumers", "POST /v1/consumers/{consumer}/suspend", "suspendConsumer"),
  route("consumers", "POST /v1/consumers/{consumer}/resume", "resumeConsumer"),
  route("consumers", "POST /v1/consumers/{consumer}/transfer", "offerTransfer"),
  route("consumers", "DELETE /v1/consumers/{consumer}/transfer", "withdrawTransfer"),
  route("consumers", "GET /v1/teams/{team}/transfers", "listTransfers"),
  route("consumers", "GET /v1/teams/{team}/transfers/{consumer}", "readTransfer"),
  route("consumers", "POST /v1/teams/{team}/transfers/{consumer}/accept", "acceptTransfer"),
  route("consumers", "POST /v1/teams/{team}/transfers/{consumer}/decline", "declineTransfer"),
  route("consumers", "GET /v1/plugins", "listPlugins"),
  route("consumers", "GET /v1/consumers/{consumer}/plugins", "listPluginsOfConsumer"),
  route("consumers", "PUT /v1/consumers/{consumer}/plugins/{plugin}", "setPlugin"),
  route("consumers", "DELETE /v1/consumers/{consumer}/plugins/{plugin}", "removePlugin"),

  route("credentials", "POST /v1/consumers/{consumer}/credentials", "issueCredential"),
  route("credentials", "GET /v1/consumers/{consumer}/credentials", "listCredentials"),
  route("credentials", "GET /v1/consumers/{consumer}/credentials/{credential}", "readCredential"),
  route("credentials", "PATCH /v1/consumers/{consumer}/credentials/{credential}", "changeCredential"),
  route("credentials", "POST /v1/consumers/{consumer}/credentials/{credential}/rotate", "rotateCredential"),
  route("credentials", "DELETE /v1/consumers/{consumer}/credentials/{credential}", "revokeCredential"),

  route("subscriptions", "POST /v1/consumers/{consumer}/subscriptions", "applyForService"),
  route("subscriptions", "GET /v1/consumers/{consumer}/subscriptions", "listSubscriptionsOfConsumer"),
  route("subscriptions", "POST /v1/services/{service}/subscriptions", "addSubscriber"),
  route("subscriptions", "GET /v1/services/{service}/subscriptions", "listSubscriptionsOfService"),
  route("subscriptions", "GET /v1/subscriptions", "listSubscriptions"),
  route("subscriptions", "GET /v1/applications", "listApplications"),
  route("subscriptions", "GET /v1/subscriptions/{subscription}", "readSubscription"),
  route("subscriptions", "POST /v1/subscriptions/{subscription}/{action}", "actOnSubscription"),

  open("leaks", "POST /v1/leaks", "reportLeaks"),
  open("leaks", "POST /v1/leaks/github", "reportLeaksOfGithub"),

  route("verify", "POST /v1/verify", "verifyCall"),

  route("webhooks", "POST /v1/teams/{team}/webhooks", "createWebhook"),
  route("webhooks", "GET /v1/teams/{team}/webhooks", "listWebhooks"),
  route("webhooks", "GET /v1/teams/{team}/webhooks/{webhook}", "readWebhook"),
  route("webhooks", "PATCH /v1/teams/{team}/webhooks/{webhook}", "changeWebhook"),
  route("webhooks", "DELETE /v1/teams/{team}/webhooks/{webhook}", "deleteWebhook"),
  route("webhooks", "POST /v1/teams/{team}/webhooks/{webhook}/test", "testWebhook"),
  route("webhooks", "GET /v1/teams/{team}/webhooks/{webhook}/deliveries", "listDeliveries"),
  route(
    "webhooks",
    "POST /v1/teams/{team}/webhooks/{webhook}/deliveries/{delivery}/replay",
    "replayDelivery",
  ),
  route("audit", "GET /v1/audit", "listAudit"),
  route("audit", "GET /v1/audit/verify", "verifyAudit"),

  route("webhooks", "GET /v1/dead-letters", "listDeadLetters"),
  route("webhooks", "POST /v1/dead-letters/{letter}/replay", "replayDeadLetter"),

  route("usage", "GET /v1/usage", "readUsage"),
  route("usage", "GET /v1/consumers/{consumer}/refusals", "listRefusals"),
  route("usage", "GET /v1/services/{service}/refusals", "listServiceRefusals"),
  route("usage", "GET /v1/consumers/{consumer}/calls", "listCalls"),
  route("usage", "GET /v1/consumers/{consumer}/limits", "readLimits"),

  open("approvals", "GET /approvals/{token}", "showApproval"),
  open("approvals", "HEAD /approvals/{token}", "showApproval"),
  open("approvals", "POST /approvals/{token}", "decideApproval"),

  open("approvals", "GET /announcements/{token}", "showAnnouncement"),
  open("approvals", "HEAD /announcements/{token}", "showAnnouncement"),
  open("approvals", "POST /announcements/{token}", "unsubscribe"),

  open("invitations", "GET /invitations/{token}", "showInvitation"),
  open("invitations", "HEAD /invitations/{token}", "showInvitation"),
  open("invitations", "POST /invitations/{token}", "answerInvitation"),
];
