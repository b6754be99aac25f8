// What the page holds of the text that was read last, and of the filters.

import { noCorrections } from "./corrections/corrections.js";
import { KINDS, TYPES } from "./model.js";

export const state = {
  text: "",
  format: "text",
  shown: null,
  response: null,
  seconds: 0,
  types: new Set(TYPES),
  kinds: new Set(KINDS),
  confidence: 0,
  speakers: new Set(),
  outlets: new Set(),
  pinned: null,
  editing: null,
  corrections: noCorrections(),
  running: null,
  linked: null,
};
