// Whether a file has the records that it was asked for.

import { Problem } from "../api.js";

/** Check that the ids of the records in a file are those of `records`, in their order. */
export function checkIds(ids, records) {
  if (ids.join() === records.map(({ id }) => id).join()) return;
  throw new Problem({
    title: "Not corrected",
    detail: "The service finds other records in this text by now. Find the attributions again.",
  });
}
