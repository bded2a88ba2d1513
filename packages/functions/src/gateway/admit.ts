import type { ServicePath } from "@latchkey/core/gateway/service-path";
import { LATCHKEY_SERVICE, type Service } from "@latchkey/core/service/service";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { ConsumerContext } from "../call/call-context.ts";
import { CallRefusal } from "../problem/call-refusal.ts";
import type { ServiceReader } from "./service-reader.ts";

/** @throws Error when the authorizer said nothing, or nothing that is understood: such a call is never forwarded. */
export const consumerOf = (event: APIGatewayProxyEvent): ConsumerContext =>
  ConsumerContext.parse(event.requestContext.authorizer);

/**
 * The service that the authorizer admitted the consumer to: by its id, since a slug is only a name.
 * @throws CallRefusal `no-subscription` when the path names another, or none; decided on what the store says now.
 */
export const admittedService = async (
  services: ServiceReader,
  path: ServicePath | undefined,
  consumer: ConsumerContext,
  now: number,
): Promise<Service> => {
  if (path) {
    const fits = (service: Service | undefined): service is Service =>
      service?.id === consumer.serviceId && isForwarded(service);
    // A remembered service may lack a new plan, and with it the limits that the subscription was given.
    const hasPlan = ({ plans }: Service) =>
      consumer.plan === "" || plans.some(({ name }) => name === consumer.plan);
    const service = await services.read(path.slug, now);
    if (fits(service) && hasPlan(service)) return service;
    const again = await services.readAgain(path.slug, now);
    if (fits(again)) return again;
  }
  throw new CallRefusal("no-subscription");
};

/** A draft is as unknown, and the management API has a plane of its own. */
export const isForwarded = (service: Service): boolean =>
  service.status !== "draft" && service.slug !== LATCHKEY_SERVICE;
