import type { helpTexts as english } from "./help-texts.ts";
import type { Translation } from "./translation.ts";

export const helpTexts: Translation<typeof english> = {
  title: "帮助",
  lead: "平台能做什么，面向调用、提供和运维服务的人。各页面为英文。",
  search: "搜索帮助",
  searchHint: "标题中的词",
  contents: "本页内容",
  pages: "帮助页面",
  markdown: "查看 Markdown",
  api: "管理 API 参考",
  apiLead: "供程序使用的所有操作：门户本身也只使用这些操作。",
  code: "代码",
  linkTo: (heading) => `链接到 ${heading}`,
  readers: {
    everyone: "所有人",
    consumers: "消费者",
    providers: "提供方",
    upstreams: "上游",
    programs: "程序",
    operators: "运维人员",
  },
};
