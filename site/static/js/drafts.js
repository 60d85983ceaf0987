// Saves what is typed as a draft a moment after it was typed, and goes on trying while it fails.
{
  const form = document.querySelector("form[data-draft]");
  const status = form.querySelector(".draft-status");
  const REST = 1500, AGAIN = 5000; // milliseconds
  let waiting = 0, unsaved = false, saving = false;

  const later = (rest) => {
    clearTimeout(waiting);
    waiting = setTimeout(save, rest);
  };

  async function save() {
    if (saving) return later(REST);
    saving = true;
    unsaved = false;
    const typed = new FormData(form);
    typed.delete("files"); // they go with the form: it is for a click to send them
    const body = new URLSearchParams(typed);
    body.set("action", "draft");
    try {
      const answer = await fetch(location.href, {
        method: "POST", body, headers: { "X-Requested-With": "fetch" }, redirect: "error",
      });
      if (!answer.ok) throw new Error(answer.status);
      tell(await answer.json());
    } catch {
      unsaved = true;
      status.textContent = status.dataset.away;
      later(AGAIN);
    }
    saving = false;
  }

  function tell(saved) {
    form.elements.note.value = saved.note;
    form.elements.draft_version.value = saved.version;
    const to = new URL(saved.url, location.href);
    if (to.pathname === location.pathname) history.replaceState(null, "", to);
    status.textContent = saved.logged_in
      ? `${status.dataset.saved} ${saved.saved}` : `${status.dataset.out} `;
    if (!saved.logged_in) {
      const link = status.appendChild(document.createElement("a"));
      link.href = saved.log_in;
      link.textContent = status.dataset.logIn;
    }
  }

  form.addEventListener("input", () => {
    unsaved = true;
    later(REST);
  });
  form.addEventListener("submit", () => {
    unsaved = false;
    clearTimeout(waiting);
  });
  addEventListener("online", () => unsaved && save());
  addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
}
