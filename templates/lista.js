// Searches a list of signatories. Without this script the list is whole, and its filters by letter and category work.
(() => {
  "use strict";
  const list = document.querySelector(".lista");
  const field = list && list.querySelector("#sok");
  if (!field) return;
  const status = list.querySelector(".traffar");
  const groups = [...list.querySelectorAll("tbody")].map((body) => ({
    body,
    key: body.className,
    rows: [...body.querySelectorAll("tr.rad")].map((row) => ({ row, text: row.textContent.toLocaleLowerCase("sv") })),
  }));
  const chosen = (name) => {
    const radio = list.querySelector(`input[name="${name}"]:checked`);
    return radio && !radio.id.endsWith("-alla") ? radio.id : null;
  };
  const update = () => {
    const words = field.value.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
    const letter = chosen("bokstav");
    const category = chosen("kategori");
    let shown = 0;
    for (const { body, key, rows } of groups) {
      let any = false;
      for (const { row, text } of rows) {
        const fits = words.every((word) => text.includes(word));
        if (row.hidden === fits) row.hidden = !fits;
        const visible = fits && (!letter || key === letter) && (!category || row.classList.contains(category));
        any = any || fits;
        if (visible) shown += 1;
      }
      if (body.hidden === any) body.hidden = !any;
    }
    const filtered = words.length > 0 || letter || category;
    status.textContent = !filtered ? "" : shown > 0 ? `${status.dataset.count}: ${shown}` : status.dataset.none;
  };
  field.closest(".sok").hidden = false;
  let waiting = 0;
  field.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(update);
  });
  list.querySelector("form").addEventListener("change", update);
  list.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  update();
})();
