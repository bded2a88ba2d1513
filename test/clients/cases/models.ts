/** What a model behind an OpenAI-compatible address answers. */
export const CHUNK =
  '{"object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":"hi"},"finish_reason":null}]}';
export const DONE = "[DONE]";
export const USAGE =
  '{"object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":12,"total_tokens":21}}';

export const events = (data: readonly string[], blank = "\n\n"): string[] =>
  data.map((each) => `data: ${each}${blank}`);

export const EVENT_STREAM = [["Content-Type", "text/event-stream"]] as const;
export const JSON_TYPE = [["Content-Type", "application/json"]] as const;

export const CHAT = "/v1/chat/completions";
/** With a blank and an unusual order of members: serialized again it would differ. */
export const ASKED =
  '{"stream": true, "model":"m", "messages":[{"role":"user","content":"é"}], "n":12345678901234567890}';
