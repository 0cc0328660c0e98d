// Prints rows as a table whose columns are as wide as their longest cell.

/** The rows as lines. All cells of a column have the same width, and all columns except the first are aligned to the right. */
export function table(head, rows) {
  const lines = [head, ...rows].map((row) => row.map((cell) => (typeof cell === "number" ? digits(cell) : cell)));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const set = (cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]));
  return lines.map((line) => line.map(set).join("  ")).join("\n");
}

/** A number as text: an integer with spaces between thousands, any other number with three significant digits. */
function digits(number) {
  if (!Number.isInteger(number)) return number >= 100 ? number.toFixed(0) : number.toPrecision(3);
  return String(number).replace(/\B(?=(\d{3})+$)/g, " ");
}
