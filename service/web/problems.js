// Errors, as both tabs show them.

import { Problem } from "./api.js";
import { $, el } from "./dom.js";

/** Show a problem in a box, and nothing in the status; null takes the problem away. */
export function drawProblem(box, status, problem) {
  if (!problem) return box.replaceChildren();
  const { title = "Error in this page", detail = problem.message, code } = problem;
  box.replaceChildren(el("strong", {}, title), el("span", {}, detail), ...(code ? [el("code", {}, code)] : []));
  status.textContent = "";
  box.scrollIntoView({ block: "nearest" });
}

/** Show a problem on the tab of articles; a refused key opens its field. */
export function showProblem(problem) {
  if (problem instanceof Problem && [401, 403].includes(problem.status)) $("key-row").open = true;
  drawProblem($("problem"), $("status"), problem);
}
