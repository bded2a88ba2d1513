import { texts } from "../texts/texts.ts";
import { ConfirmButton } from "./confirm-button.tsx";
import { type Deletion, useDeletion } from "./use-deletion.ts";

interface DeleteButtonProps {
  /** Of the kind of thing: the question, what is lost, and what is said when it is gone. */
  texts: {
    deleteTitle: (name: string) => string;
    deleteLead: string;
    deleted: (name: string) => string;
  };
  name: string;
  /** What has to be typed first. */
  typed: string;
  deletion: Deletion;
}

/** Deletes for good what a page shows, once its name was typed. */
export const DeleteButton = ({ texts: words, name, typed, deletion }: DeleteButtonProps) => {
  const remove = useDeletion();
  return (
    <ConfirmButton
      forGood
      title={words.deleteTitle(name)}
      action={texts.ui.delete}
      typed={typed}
      onConfirm={() => remove(deletion, words.deleted(name))}
    >
      {words.deleteLead}
    </ConfirmButton>
  );
};
