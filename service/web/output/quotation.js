// A record as words for another text: what was said, and who said it.

const VERBATIM = { direct: null, mixed: "partly verbatim" };

/** The words of a record, its spans joined by dots. */
export const contentOf = ({ content }) => content.map(({ text }) => text).join(" … ");

/** What keeps the words from being a quotation, as remarks: "not verbatim". */
export function remarksOf({ type, kind, negated, cue }) {
  return [
    type in VERBATIM ? VERBATIM[type] : "not verbatim",
    kind === "thought" && "a thought",
    negated && `negated: “${cue?.text ?? "not"}”`,
  ].filter(Boolean);
}

const outletOf = ({ speaker, outlet }) => outlet && outlet.name !== speaker?.name && `via ${outlet.name}`;

/**
 * The words of a record with their speaker, role and outlet. Words that are not verbatim,
 * thoughts and what somebody did not say are marked, so that none passes for a quotation:
 * 'that it was late\n— Ida Holm, mayor, via Daily Ferry (not verbatim)'.
 */
export function quotationOf(each, speakers) {
  const role = speakers.find(({ id }) => id === each.speaker?.id)?.role;
  const by = [each.speaker?.name ?? "unknown speaker", role, outletOf(each)];
  const marks = remarksOf(each).join("; ");
  return `${contentOf(each)}\n— ${by.filter(Boolean).join(", ")}${marks && ` (${marks})`}`;
}
