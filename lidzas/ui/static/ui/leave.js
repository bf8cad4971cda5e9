/* Leave this page at once: the place in the history is taken by the other page. Without script it is a plain link. */
(() => {
  const link = document.querySelector("[data-leave]");
  if (!link) return;
  let presses = [];
  const leave = () => {
    document.body.hidden = true;
    document.title = " ";
    location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses, event.timeStamp].slice(-3);
    if (presses.length === 3 && presses[2] - presses[0] < 3000) leave();
  });
})();
