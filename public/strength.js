// How good a new password looks while it is typed. A hint: the server decides, and knows more.
for (const box of document.querySelectorAll("[data-strength]")) {
  const input = box.querySelector("input");
  const words = box.querySelector(".strength");
  const { shortest, varied } = box.dataset;

  const judge = (password) => {
    const plain = [...password.toLowerCase()];
    const length = plain.length;
    if (length < shortest) {
      const missing = shortest - length;
      return ["weak", `Weak: ${missing} more ${missing === 1 ? "character is" : "characters are"} needed.`];
    }
    const different = new Set(plain).size;
    if (different < varied) return ["weak", "Weak: the same few characters again and again."];
    const steps = plain.slice(1).map((c, i) => c.codePointAt(0) - plain[i].codePointAt(0));
    for (const way of [1, -1]) {
      if (steps.filter((step) => step === way).length + 2 >= steps.length) {
        return ["weak", "Weak: a row of neighbouring characters."];
      }
    }
    if (length >= 20 && different >= 9) return ["strong", "Strong."];
    if (length >= 15 && different >= 11) return ["strong", "Strong."];
    return ["fair", "Fair: one more word makes it strong."];
  };

  let waiting;
  input.addEventListener("input", () => {
    const [level, text] = input.value ? judge(input.value) : ["", ""];
    words.dataset.level = level;
    // Screen readers are told once the typing pauses.
    clearTimeout(waiting);
    waiting = setTimeout(() => (words.textContent = text), 400);
  });
}
