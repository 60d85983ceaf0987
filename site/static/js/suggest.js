// Suggestions below a search box while somebody writes: the ARIA pattern of a combobox with a list.
// Without this script the box is a plain form, and the same suggestions are a page of their own.
(() => {
  "use strict";
  const WAIT = 150; // ms without a key, before anything is asked for
  const input = document.querySelector("input[data-suggest]");
  if (!input || input.dataset.suggesting) return;
  input.dataset.suggesting = "true";

  const list = document.createElement("ul");
  list.id = `${input.id}-suggestions`;
  list.className = "suggest-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0] ? input.labels[0].textContent : "");
  list.hidden = true;
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("role", "status");
  input.parentElement.after(list, said);

  input.type = "text"; // a combobox is no search box; the form says that it searches
  const attributes = { inputmode: "search", enterkeyhint: "search", role: "combobox" };
  Object.assign(attributes, { "aria-autocomplete": "list", "aria-expanded": "false" });
  attributes["aria-controls"] = list.id;
  for (const name in attributes) input.setAttribute(name, attributes[name]);

  let timer, request, typed = input.value, active = -1;
  const options = () => [...list.children];

  function close() {
    clearTimeout(timer);
    if (request) request.abort();
    list.hidden = true;
    active = -1;
    said.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function open(part) {
    const found = [...part.querySelectorAll("li")];
    list.replaceChildren(...found.map((item, place) => {
      const option = document.createElement("li");
      const link = item.querySelector("a");
      const text = document.createElement("b");
      text.textContent = link.textContent;
      if (link.lang) text.lang = link.lang;
      option.append(text);
      const kind = item.querySelector("span");
      if (kind) option.append(" ", kind);
      option.id = `${list.id}-${place}`;
      option.dataset.text = link.textContent;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    }));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    said.textContent = found.length ? part.querySelector("ul").dataset.said : "";
  }

  async function ask() {
    if (request) request.abort();
    request = new AbortController();
    const address = `${input.dataset.suggest}?part=1&q=${encodeURIComponent(typed)}`;
    try {
      const answer = await fetch(address, { signal: request.signal });
      if (!answer.ok) return close();
      const part = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (document.activeElement === input) open(part);
    } catch (error) {
      if (error.name !== "AbortError") close(); // nothing is suggested where nothing answers
    }
  }

  function choose(place) {
    const all = options();
    if (all[active]) all[active].setAttribute("aria-selected", "false");
    active = place;
    if (place < 0) {
      input.value = typed;
      input.removeAttribute("aria-activedescendant");
      return;
    }
    all[place].setAttribute("aria-selected", "true");
    all[place].scrollIntoView({ block: "nearest" });
    input.value = all[place].dataset.text;
    input.setAttribute("aria-activedescendant", all[place].id);
  }

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    if (typed.trim().length < 2) return close();
    timer = setTimeout(ask, WAIT);
  });

  input.addEventListener("keydown", event => {
    const last = list.children.length - 1;
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      input.value = typed;
      close();
    } else if (event.key === "ArrowDown" && last >= 0) {
      event.preventDefault();
      if (list.hidden) { list.hidden = false; input.setAttribute("aria-expanded", "true"); }
      choose(active < last ? active + 1 : -1);
    } else if (event.key === "ArrowUp" && !list.hidden) {
      event.preventDefault();
      choose(active < 0 ? last : active - 1);
    } else if (event.key === "Enter" || event.key === "Tab") {
      close(); // the form is sent with what the box says
    }
  });

  // Before the box loses the focus, which would close the list.
  list.addEventListener("mousedown", event => event.preventDefault());
  list.addEventListener("click", event => {
    const option = event.target.closest("li");
    if (!option) return;
    input.value = option.dataset.text;
    close();
    input.form.requestSubmit();
  });
  input.addEventListener("blur", close);
  addEventListener("pageshow", close); // back from a page: what was open is out of date
})();
