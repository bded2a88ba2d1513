export interface RequestTarget {
  /** Without the stage; percent-encoding and inner double slashes stay, leading slashes become one. */
  readonly path: string;
  /** What `requestContext.path` shows: the stage in front, and every slash as the client wrote it. */
  readonly stagePath: string;
  readonly query: string;
}

// Visible ASCII but "#", each "%" followed by two hexadecimal digits. Origin form only (RFC 9112, 3.2.1).
const ORIGIN_FORM = /^\/(?:[!"$&-~]|%[0-9A-Fa-f]{2})*$/;

/** Reads the request target; `malformed` is a 400, `other-stage` a URL that leads to no API here. */
export const parseRequestTarget = (
  url: string,
  stage: string,
  stageInPath: boolean,
): RequestTarget | "malformed" | "other-stage" => {
  if (!ORIGIN_FORM.test(url)) return "malformed";
  const mark = url.indexOf("?");
  const raw = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? "" : url.slice(mark + 1);
  if (!stageInPath) return { path: oneLeadingSlash(raw), stagePath: `/${stage}${raw}`, query };

  const staged = oneLeadingSlash(raw);
  const rest = staged.slice(stage.length + 1);
  if (!staged.startsWith(`/${stage}`) || (rest !== "" && !rest.startsWith("/"))) return "other-stage";
  return { path: oneLeadingSlash(rest), stagePath: staged, query };
};

const oneLeadingSlash = (path: string): string => path.replace(/^\/*/, "/");
