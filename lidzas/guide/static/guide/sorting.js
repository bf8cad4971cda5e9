/* Cards on top of the form: by mouse, by finger, by tap and by keyboard. Each way only sets the form's lists,
   and the same form is sent. Without this file the lists stand alone. */
(() => {
  "use strict";

  const form = document.querySelector("[data-sorting]");
  const words = JSON.parse(document.getElementById("sorting-words").textContent);
  const voice = document.getElementById("sorting-voice");
  const lookButton = form.querySelector("[data-look]");
  const answers = [...form.querySelectorAll("[data-slip]")];
  const lists = new Map(answers.map((answer) => [answer.dataset.slip, answer.querySelector("select")]));
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  let held = null;

  const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  const announce = (name, parts = {}) => {
    voice.textContent = fill(words[name], parts);
  };
  const element = (tag, className, text = "") => {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  };

  /* The table: a pile of which one sees the first card, and the places. */

  const board = element("div", "board");
  const pile = element("div", "pile");
  const left = element("p", "pile-left");
  const stack = element("div", "pile-cards");
  const question = element("h2", "pile-question", words.question);
  stack.dataset.place = "";
  pile.append(question, stack, left);

  const makePlace = (option, number) => {
    const place = element("div", "place");
    const name = element("button", "place-name");
    name.type = "button";
    name.append(element("span", "place-number", number), element("span", "", option.text));
    place.dataset.place = option.value;
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", option.text);
    place.append(name);
    return place;
  };
  const options = [...lists.values().next().value.options].filter((option) => option.value);
  const places = options.map((option, index) => makePlace(option, index + 1));
  const row = element("div", "places");
  row.style.setProperty("--places", places.length);
  row.append(...places);
  board.append(pile, row);

  const makeCard = (answer) => {
    const card = element("button", "slip");
    card.type = "button";
    card.dataset.slip = answer.dataset.slip;
    card.setAttribute("aria-pressed", "false");
    card.setAttribute("aria-describedby", "sorting-keys");
    card.append(element("span", "slip-text", answer.querySelector("label").textContent));
    if (answer.dataset.verdict) {
      card.dataset.verdict = answer.dataset.verdict;
      const verdict = element("span", `verdict is-${answer.dataset.verdict}`);
      const sign = element("span", "verdict-sign");
      sign.setAttribute("aria-hidden", "true");
      verdict.append(sign, answer.dataset.verdictWords);
      card.append(verdict);
    }
    return card;
  };
  const cards = answers.map(makeCard);
  const textOf = (card) => card.querySelector(".slip-text").textContent;
  const nameOf = (place) => place.getAttribute("aria-label");
  const homeOf = (key) => places.find((place) => place.dataset.place === key) || stack;
  const waiting = () => stack.querySelectorAll(".slip");

  const count = () => {
    const many = waiting().length;
    left.textContent = many ? fill(words.left, { count: many }) : words.done;
    board.classList.toggle("is-done", many === 0);
    places.forEach((place) => place.classList.toggle("is-empty", !place.querySelector(".slip")));
  };

  /* What was said of an answer no longer holds once the card has moved. */
  const unsay = (card) => {
    const answer = answers.find((each) => each.dataset.slip === card.dataset.slip);
    delete card.dataset.verdict;
    card.querySelector(".verdict")?.remove();
    answer.querySelector("[data-said]")?.remove();
    answer.className = "answer";
  };

  /* The list of the form follows where the card lies. */
  const settle = (card) => {
    const key = card.parentElement.dataset.place;
    const list = lists.get(card.dataset.slip);
    if (list.value !== key) {
      list.value = key;
      unsay(card);
    }
    count();
  };

  const put = (card, place) => {
    release();
    if (place === stack) {
      stack.prepend(card);
      announce("piled", { card: textOf(card) });
    } else {
      place.append(card);
      announce("placed", { card: textOf(card), place: nameOf(place) });
    }
    settle(card);
  };

  const goOn = () => {
    const next = waiting()[0] || lookButton;
    next.focus();
  };

  /* Picking up and putting down */

  const aimAt = (index) => {
    held.target = (index + places.length) % places.length;
    places.forEach((place, each) => place.classList.toggle("is-target", each === held.target));
    const place = places[held.target];
    place.scrollIntoView({ block: "nearest", behavior: isCalm ? "auto" : "smooth" });
    announce("target", { place: nameOf(place), number: held.target + 1, count: places.length });
  };

  const release = () => {
    if (!held) return;
    held.card.setAttribute("aria-pressed", "false");
    places.forEach((place) => place.classList.remove("is-target"));
    board.classList.remove("is-holding");
    held = null;
  };

  const hold = (card) => {
    release();
    held = { card, target: null };
    card.setAttribute("aria-pressed", "true");
    board.classList.add("is-holding");
    announce("held", { card: textOf(card) });
  };

  const takeBack = () => {
    const { card } = held;
    release();
    announce("returned", { card: textOf(card) });
    card.focus();
  };

  const drop = () => {
    const { card, target } = held;
    if (target === null) return takeBack();
    const wasInPile = card.parentElement === stack;
    put(card, places[target]);
    return wasInPile ? goOn() : card.focus();
  };

  const press = (card) => {
    if (held?.card === card) return drop();
    return hold(card);
  };

  /* A tap on a place takes the card in hand, or else the first of the pile. */
  const fillPlace = (place) => {
    const card = held?.card || waiting()[0];
    if (!card) return announce("none_held");
    put(card, place);
    return undefined;
  };

  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const step = (key) => {
    if (held.target !== null) return aimAt(held.target + steps[key]);
    const here = places.indexOf(held.card.parentElement);
    if (here >= 0) return aimAt(here + steps[key]);
    return aimAt(steps[key] > 0 ? 0 : places.length - 1);
  };

  board.addEventListener("click", (event) => {
    const card = event.target.closest(".slip");
    const place = event.target.closest(".place");
    if (card) press(card);
    else if (place) fillPlace(place);
  });

  board.addEventListener("keydown", (event) => {
    if (!held) return;
    if (event.key in steps) step(event.key);
    else if (event.key === "Home") aimAt(0);
    else if (event.key === "End") aimAt(places.length - 1);
    else if (event.key === "Escape") takeBack();
    else return;
    event.preventDefault();
  });

  /* Dragging. The library looks only now and then where the card is: whoever lets go in haste is right, not it. */

  const landing = (event, otherwise) => {
    if (event.type.endsWith("cancel")) return otherwise;
    const { clientX, clientY } = event.changedTouches?.[0] || event;
    const under = document.elementFromPoint(clientX, clientY)?.closest(".place, .pile");
    if (!under) return otherwise;
    return under === pile ? stack : under;
  };

  const land = (card, from, to) => {
    if (card.parentElement !== to) to.append(card);
    if (from === to) return;
    if (to === stack) announce("piled", { card: textOf(card) });
    else announce("placed", { card: textOf(card), place: nameOf(to) });
    settle(card);
  };

  const isMouseOrFinger = {
    group: "cards",
    draggable: ".slip",
    animation: isCalm ? 0 : 150,
    forceFallback: true,
    fallbackOnBody: true,
    fallbackTolerance: 4,
    delay: 120,
    delayOnTouchOnly: true,
    touchStartThreshold: 6,
    emptyInsertThreshold: 40,
    chosenClass: "is-chosen",
    ghostClass: "is-ghost",
    fallbackClass: "is-flying",
    onStart: release,
    onEnd: ({ item, from, to, originalEvent }) => land(item, from, landing(originalEvent, to)),
  };

  /* Begin */

  cards.forEach((card, index) => homeOf(lists.get(answers[index].dataset.slip).value).append(card));
  form.addEventListener("change", ({ target }) => {
    const card = cards.find((each) => lists.get(each.dataset.slip) === target);
    if (!card) return;
    homeOf(target.value).append(card);
    unsay(card);
    count();
  });
  count();
  form.prepend(board);
  form.classList.add("has-board");
  document.querySelectorAll("[data-with-script]").forEach((part) => {
    part.hidden = false;
  });
  [stack, ...places].forEach((list) => Sortable.create(list, { ...isMouseOrFinger, sort: list !== stack }));
})();
