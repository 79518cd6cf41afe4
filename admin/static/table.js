"use strict";
// Sorts the table without a new page, prints, copies. Without this script the column links do the same by address.

const table = document.getElementById("units");
if (table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];

  const valueOf = (row, column) => {
    const cell = row.cells[column];
    const text = cell && cell.dataset.value;
    if (!text) return null;
    return column === 0 ? text : Number(text);
  };

  const compare = (first, second) =>
    typeof first === "string" ? first.localeCompare(second, "vi") : first - second;

  const sort = (column, descending) => {
    const rows = [...body.rows];
    rows.sort((one, two) => {
      const [first, second] = [valueOf(one, column), valueOf(two, column)];
      if (first === null || second === null) return (first === null) - (second === null); // the unknown stand last
      return compare(first, second) * (descending ? -1 : 1);
    });
    body.append(...rows);
  };

  table.tHead.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-key]");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    const head = link.closest("th");
    const now = head.getAttribute("aria-sort");
    const descending = now ? now !== "descending" : link.dataset.key !== "name";
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    sort(heads.indexOf(head), descending);
    const address = new URL(location.href);
    address.searchParams.set("sort", link.dataset.key);
    address.searchParams.set("order", descending ? "desc" : "asc");
    history.replaceState(null, "", address);
    table.dispatchEvent(new Event("sorted"));
  });
}

// One note open at a time; Escape and a tap elsewhere close it.
const notes = [...document.querySelectorAll("details.source")];
const closeNotes = (except) => notes.forEach((note) => { if (note !== except) note.open = false; });
notes.forEach((note) => note.addEventListener("toggle", () => { if (note.open) closeNotes(note); }));
document.addEventListener("click", (event) => closeNotes(event.target.closest("details.source")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = notes.find((note) => note.open);
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue; // plain http away from this machine
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    button.textContent = "Đã chép";
  });
}
