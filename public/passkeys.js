// The browser's part of passkeys: asks the device, and sends its answer as an ordinary form.
const able =
  window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.PublicKeyCredential.parseRequestOptionsFromJSON;

const ask = {
  create: (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  get: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

// What the shop says to the first form: options for the device, or why not.
async function begin(form) {
  const answer = await fetch(form.action, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
  });
  const told = await answer.json();
  if (answer.ok) return JSON.parse(told);
  throw new Error(words(told));
}

function words(fault) {
  const inside = typeof fault === "object" && fault ? Object.values(fault)[0] : fault;
  if (typeof inside === "string") return inside;
  if (typeof inside === "number") return `Too many attempts. Please wait ${inside} seconds and try again.`;
  const fields = inside && typeof inside === "object" ? Object.values(inside).flat() : [];
  return fields.join(" ") || "That did not work. Please try again.";
}

function reason(error) {
  if (error.name === "InvalidStateError") return "This device keeps a passkey for you already.";
  if (error.name === "NotAllowedError" || error.name === "AbortError") return "No passkey was used. Try again when you like.";
  return error.message;
}

if (able) {
  for (const missing of document.querySelectorAll("[data-passkey-missing]")) missing.hidden = true;
  for (const place of document.querySelectorAll("[data-passkey][hidden]")) {
    const [first, second] = place.querySelectorAll("form");
    const told = place.querySelector("[data-passkey-words]");
    const button = first.querySelector("button");
    place.hidden = false;
    first.addEventListener("submit", async (event) => {
      event.preventDefault();
      event.stopPropagation();
      told.textContent = "";
      button.disabled = true;
      try {
        const credential = await ask[place.dataset.passkey](await begin(first));
        second.elements.answer.value = JSON.stringify(credential);
        second.requestSubmit();
      } catch (error) {
        told.textContent = reason(error);
        button.disabled = false;
        button.focus();
      }
    });
  }
}
