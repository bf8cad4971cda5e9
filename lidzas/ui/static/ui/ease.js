/* Small ease for those who have scripts. Every page works without this file. */
(() => {
  /* Text boxes grow with what is written in them, where the style sheet alone cannot do it. */
  if (!CSS.supports("field-sizing", "content")) {
    const grow = (box) => {
      box.style.height = "auto";
      box.style.height = `${box.scrollHeight + 4}px`;
    };
    addEventListener("input", (event) => {
      if (event.target.matches("textarea")) grow(event.target);
    });
    document.querySelectorAll("textarea").forEach(grow);
  }

  /* A password can be looked at. */
  document.querySelectorAll("[data-shows]").forEach((button) => {
    const box = document.getElementById(button.dataset.shows);
    button.hidden = false;
    button.addEventListener("click", () => {
      box.type = box.type === "password" ? "text" : "password";
      [button.textContent, button.dataset.otherWords] = [button.dataset.otherWords, button.textContent];
    });
  });

  /* An open menu closes when one goes elsewhere. */
  const menus = document.querySelectorAll("[data-menu]");
  addEventListener("click", (event) => {
    menus.forEach((menu) => menu.contains(event.target) || menu.removeAttribute("open"));
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus.forEach((menu) => {
      if (menu.open) menu.querySelector("summary").focus();
      menu.removeAttribute("open");
    });
  });
})();
