import { at, open, owner, type Row, row, viewer } from "./access-rows.ts";

/** What a provider tells those who use its service, and the links by which they hear no more of it. */
export const ANNOUNCEMENT_ROWS: readonly Row[] = [
  row("POST /v1/services/{service}/announcements", owner(202), async (make) => ({
    path: `/v1/services/${(await make.service("acme")).slug}/announcements`,
    body: { subject: "Soon", text: "Something new." },
  })),
  row("GET /v1/services/{service}/announcements", viewer(200), async (make) => ({
    path: `/v1/services/${(await make.service("acme")).slug}/announcements`,
  })),
  row(
    "GET /v1/services/{service}/announcements",
    viewer(200),
    async (make) => {
      const { slug } = await make.service("partners", { approval: "auto" });
      await make.apply(await make.consumer("acme"), slug);
      return { path: `/v1/services/${slug}/announcements` };
    },
    "of a service that the team subscribes to",
  ),
  row("GET /announcements/{token}", open(404), at("/announcements/made-up")),
  row("HEAD /announcements/{token}", open(404), at("/announcements/made-up")),
  row("POST /announcements/{token}", open(404), at("/announcements/made-up")),
];
