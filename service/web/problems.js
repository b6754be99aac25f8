// Errors, as both tabs show them.

import { el } from "./dom.js";

/** Show a problem in a box, and nothing in the status; null takes the problem away. */
export function drawProblem(box, status, problem) {
  if (!problem) return box.replaceChildren();
  const { title = "Error in this page", detail = problem.message, code } = problem;
  box.replaceChildren(el("strong", {}, title), el("span", {}, detail), ...(code ? [el("code", {}, code)] : []));
  status.textContent = "";
  box.scrollIntoView({ block: "nearest" });
}
