// Words for everybody: what a screen reader says, and the short notices at the foot of the page.

const announcer = document.getElementById("announcer");
const toast = document.getElementById("toast");
let fading;

/** Says something to people who use a screen reader. */
export function announce(words) {
  announcer.textContent = words;
}

/** Shows a short notice that goes away by itself. */
export function notify(words) {
  clearTimeout(fading);
  toast.textContent = words;
  toast.classList.add("shown");
  fading = setTimeout(() => toast.classList.remove("shown"), 6000);
}
