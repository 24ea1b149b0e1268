// Buttons that copy, and the one that shares; without this file they are hidden, and links do what links do.
const copies = navigator.clipboard ? document.querySelectorAll("[data-copy], [data-copy-link]") : [];
const shares = navigator.share ? document.querySelectorAll("[data-share]") : [];
for (const button of [...copies, ...shares]) button.hidden = false;

const told = document.createElement("p");
told.className = "sr-only";
told.setAttribute("role", "status");
document.body.append(told);

function tell(button, words) {
  button.dataset.words ??= button.textContent;
  button.textContent = words;
  told.textContent = words;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = setTimeout(() => {
    button.textContent = button.dataset.words;
    told.textContent = "";
  }, 2000);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-link], [data-share]");
  if (!button) return;
  const { copy, copyLink, share } = button.dataset;
  if (share) {
    // Whoever closes the sheet changed their mind.
    await navigator.share({ title: document.title, url: share }).catch(() => {});
    return;
  }
  const text = copyLink ?? document.querySelector(copy).textContent;
  await navigator.clipboard.writeText(text).then(
    () => tell(button, "Copied"),
    () => tell(button, "Not copied"),
  );
});
