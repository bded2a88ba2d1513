/** The text, or its beginning with an ellipsis where it has more characters than that. */
export const cutAt = (most: number, text: string): string => {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
};
