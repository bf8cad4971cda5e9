/* Saves what is being typed, a moment after the last key. The page works without this file. */
(() => {
  const frame = document.querySelector("[data-keeps]");
  const form = frame && frame.querySelector("form");
  if (!form) return;

  const PAUSE = 2500;
  const NOT_CONTENT = ["csrfmiddlewaretoken", "form_key", "version"];
  const state = frame.querySelector("[data-keep-state]");
  const helpPlace = frame.querySelector("[data-help-place]");
  let timer = 0;
  let underWay = null;
  let isStopped = false;

  const content = () => {
    const said = [...new FormData(form)].filter(([name]) => !NOT_CONTENT.includes(name));
    return JSON.stringify(said);
  };
  let kept = content();
  const say = (word) => {
    state.textContent = frame.dataset[word];
  };

  const takeVersion = (page) => {
    const version = page.querySelector("[data-keeps] input[name=version]");
    if (version) form.elements.version.value = version.value;
    return Boolean(version);
  };

  /* Somebody else saved first: both texts stand on the page, and only the person's own press of the button saves. */
  const showBoth = (page, other) => {
    isStopped = true;
    takeVersion(page);
    form.prepend(other);
    say("changed");
  };

  const take = (answer, page, sent) => {
    const other = page.querySelector("[data-keeps] .stands-now");
    if (other) return showBoth(page, other);
    if (!answer.ok || !takeVersion(page)) return say("notSaved");
    kept = sent;
    helpPlace.replaceChildren(...page.querySelectorAll("[data-help-first]"));
    return say("saved");
  };

  const send = async () => {
    const sent = content();
    const body = new FormData(form);
    body.delete("form_key");
    say("saving");
    try {
      const headers = { "X-While-Typing": "1" };
      const answer = await fetch(form.action, { method: "POST", body, headers, keepalive: true });
      take(answer, new DOMParser().parseFromString(await answer.text(), "text/html"), sent);
    } catch {
      say("notSaved");
    }
  };

  const keep = async () => {
    clearTimeout(timer);
    if (isStopped || underWay || content() === kept) return;
    underWay = send();
    await underWay;
    underWay = null;
    if (content() !== kept && state.textContent === frame.dataset.saved) later();
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  };

  say("begins");
  form.addEventListener("input", later);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    isStopped = true;
    if (!underWay) return;
    event.preventDefault();
    await underWay;
    form.requestSubmit(event.submitter);
  });
})();
