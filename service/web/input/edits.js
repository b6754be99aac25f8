// Marks a result as old while the boxes hold other texts than those it was made from.

/**
 * Return a function that marks `result` as old or not. `isOld` compares it with the boxes
 * of `form`, after each edit; `say` is called when a result becomes old.
 */
export function markOldOnEdit(form, result, { isOld, say }) {
  const mark = () => {
    const old = !result.hidden && isOld();
    if (old && !result.classList.contains("old")) say();
    result.classList.toggle("old", old);
    for (const note of result.querySelectorAll(".old-note")) note.hidden = !old;
  };
  form.addEventListener("input", mark);
  form.addEventListener("change", mark);
  return mark;
}
