// What one may be looking for, while it is typed: a combobox after the ARIA pattern. Fetched with the first look at the
// search field; without it the field is a plain form.
const PAUSE = 120;

export function attach(form) {
  const input = form.elements.q;
  const list = Object.assign(document.createElement("ul"), { id: "suggestions", className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }
  let asked, timer, at = -1;

  const options = () => [...list.children];
  const choose = (next) => {
    at = next;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", options()[at].id);
  };
  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    choose(-1);
  };
  const ask = async () => {
    asked?.abort();
    const words = input.value.trim();
    if (words.length < 2) return show(false);
    asked = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: asked.signal });
      if (!answer.ok) return show(false);
      list.innerHTML = await answer.text();
      show(list.children.length > 0 && document.activeElement === input);
    } catch {
      // Another letter was typed, or there is no network: the form itself still works.
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : options().length;
    if (event.key === "Escape" && count) {
      event.preventDefault();
      show(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(at < 0 && step < 0 ? count - 1 : at + step >= count ? -1 : at + step);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.href = options()[at].dataset.href;
    }
  });
  // Before the field loses the focus.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-href]");
    if (option) location.href = option.dataset.href;
  });
  input.addEventListener("blur", () => show(false));
}
