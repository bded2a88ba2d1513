export const platformTexts = {
  people: "People",
  peopleLead: "Everyone who is a member of a team.",
  noPeople: "Nobody yet",
  noPeopleLead: "People appear here once they belong to a team.",
  email: "E-mail",
  teams: "Teams",
};
