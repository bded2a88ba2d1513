import type { NewEvent } from "../event/event.ts";
import { newId } from "../id.ts";
import { seal } from "../key-ring/seal.ts";
import { invalidInput } from "../refusal.ts";
import { refuseInsecure } from "../stage/secure-address.ts";
import type { WorkContext } from "../store/work.ts";
import type { Chat, ChatInput } from "./chat.ts";
import type { Service } from "./service.ts";

type ChatWork = Pick<WorkContext, "keys" | "random" | "now" | "stage">;

/**
 * The chats of a service as they are stored. One that keeps its name keeps its id, and what waits to be posted to it.
 *
 * @throws Refusal `invalid-input` for an address that is not connected to, and for none where none is stored.
 */
export const plannedChat = async (
  work: ChatWork,
  { id: serviceId, team, chat: before = [] }: Pick<Service, "id" | "team" | "chat">,
  given: ChatInput,
): Promise<Chat[]> => {
  const planned: Chat[] = [];
  for (const [index, { name, url }] of given.entries()) {
    const pointer = `/chat/${index}/url`;
    const known = name === undefined ? undefined : before.find((each) => each.name === name);
    if (url !== undefined) refuseInsecure(work.stage, pointer, team, url);
    else if (!known) throw invalidInput(pointer, "missing: the address of the channel's incoming webhook");
    planned.push({
      id: known?.id ?? newId("cht", work.now, work.random),
      ...(name === undefined ? {} : { name }),
      ...(url === undefined && known
        ? { host: known.host, sealedUrl: known.sealedUrl }
        : await sealedAddress(work, serviceId, url ?? "")),
    });
  }
  return planned;
};

const sealedAddress = async (
  { keys, random }: ChatWork,
  serviceId: string,
  url: string,
): Promise<Pick<Chat, "host" | "sealedUrl">> => ({
  host: new URL(url).host,
  sealedUrl: seal(await keys.ring("data"), url, serviceId, random),
});

/** Every owner hears where applications are told from now on, as with the team's webhooks. */
export const chatEvents = (
  actor: string,
  before: Pick<Service, "chat"> | undefined,
  { team, slug, chat = [] }: Pick<Service, "team" | "slug" | "chat">,
): NewEvent[] => {
  const known = before?.chat ?? [];
  const isIn = (list: readonly Chat[], { id, sealedUrl }: Chat) =>
    list.some((each) => each.id === id && each.sealedUrl === sealedUrl);
  const told = (type: "webhook.added" | "webhook.removed", list: readonly Chat[]): NewEvent[] =>
    [...new Set(list.map(({ host }) => host))].map((host) => ({
      type,
      actor,
      team,
      service: slug,
      origin: `https://${host}`,
    }));
  return [
    ...told(
      "webhook.added",
      chat.filter((each) => !isIn(known, each)),
    ),
    ...told(
      "webhook.removed",
      known.filter((each) => !chat.some(({ id }) => id === each.id)),
    ),
  ];
};
