"use strict";
// Runs after textual.js, which begins when the page has loaded.
const begin = window.onload;
const openElsewhere = window.open.bind(window);
const isEnded = () => document.body.classList.contains("-closed");

window.onload = async (event) => {
  document.querySelector("#again").onclick = () => window.location.reload();
  // The terminal measures its font when it opens: the font has to be there before.
  const faces = ["16px", "bold 16px", "italic 16px"].map((face) => `${face} 'Roboto Mono'`);
  await Promise.all(faces.map((face) => document.fonts.load(face)));
  // Keys go to the program without a click, once it answers.
  const answered = new MutationObserver(() => {
    if (!document.body.classList.contains("-first-byte")) return;
    answered.disconnect();
    document.querySelector(".xterm-helper-textarea").focus();
  });
  answered.observe(document.body, { attributeFilter: ["class"] });
  begin(event);
};

// A file may be ready long after a key was pressed: a new window would be blocked then, a link is not.
window.open = (url, ...rest) => {
  if (!String(url).startsWith(`${window.location.origin}/download/`)) return openElsewhere(url, ...rest);
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
  return null;
};

// Ctrl+W is quickly pressed: ask, as the program does when it is left otherwise.
window.addEventListener("beforeunload", (event) => {
  if (!isEnded()) event.preventDefault();
});
