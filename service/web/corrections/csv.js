// CSV (RFC 4180).

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|$)/gy;

/** The rows of a CSV text, each a list of cells. */
export function parseCsv(text) {
  const rows = [];
  let row = [];
  CELL.lastIndex = 0;
  while (CELL.lastIndex < text.length) {
    const [, quoted, plain, end] = CELL.exec(text);
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

const quote = (cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

export const writeCsv = (rows) => rows.map((row) => `${row.map((cell) => quote(String(cell))).join(",")}\r\n`).join("");

/** A cell with an apostrophe before what a spreadsheet would evaluate. */
export const escapeFormula = (cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
