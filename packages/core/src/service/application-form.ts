import * as z from "#schema";

export const QuestionType = z.enum(["text", "choice", "url", "email", "number"]);
export type QuestionType = z.infer<typeof QuestionType>;

/** A question to applicants. `options` are those of a choice. */
export const Question = z.object({
  name: z.string(),
  label: z.string(),
  type: QuestionType,
  required: z.optional(z.boolean()),
  options: z.optional(z.array(z.string())),
  help: z.optional(z.string()),
});
export type Question = z.infer<typeof Question>;

/** What an applicant agrees to. A new version asks for a new agreement, of later applicants. */
export const Terms = z.object({
  version: z.string(),
  url: z.optional(z.string()),
  text: z.optional(z.string()),
});
export type Terms = z.infer<typeof Terms>;

/** What a service asks of those who apply for it. */
export const ApplicationForm = z.object({ fields: z.array(Question), terms: z.optional(Terms) });
export type ApplicationForm = z.infer<typeof ApplicationForm>;
