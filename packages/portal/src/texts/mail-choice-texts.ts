export const mailChoiceTexts = {
  title: "How applications are mailed to you",
  label: "Applications that you are asked to decide",
  each: "A mail for each",
  daily: "One mail a day",
  hints: {
    each: "As soon as somebody applies, and as a reminder.",
    daily:
      "At 6:00 UTC, with those that wait then, each with its link. What ends within a day after that still comes at once.",
  },
  save: "Save the choice",
  saved: "Your mails come as you have chosen.",
};
