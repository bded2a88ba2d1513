export const helpTexts = {
  title: "Help",
  lead: "What the platform does, for those who call services, offer them or run it.",
  search: "Search the help",
  searchHint: "A word of a title or heading",
  contents: "On this page",
  pages: "Pages of the help",
  markdown: "As Markdown",
  api: "Reference of the management API",
  apiLead: "Every operation for programs: the portal itself uses no other.",
  code: "Code",
  linkTo: (heading: string) => `Link to ${heading}`,
  /** By whom the pages are for, as the README says it; others are shown as they are. */
  readers: {
    everyone: "Everyone",
    consumers: "Consumers",
    providers: "Providers",
    upstreams: "Upstreams",
    programs: "Programs",
    operators: "Operators",
  },
};
