// Solves the puzzle that forms ask for after many attempts from one network: the number whose SHA-256 behind the salt is
// the challenge (ALTCHA). It is fetched from the shop itself, and only when a form is sent.
const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const rounds = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const w = new Int32Array(64);
const hash = new Int32Array(8);

/** The eight words of the hash of a short text, until the next; browsers offer their own to pages over https alone. */
export function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const blocks = (bytes.length + 72) >> 6;
  hash.set(start);
  for (let block = 0; block < blocks; block++) {
    w.fill(0, 0, 16);
    const end = Math.min(64, bytes.length - 64 * block);
    for (let i = 0; i < end; i++) w[i >> 2] |= bytes[64 * block + i] << (24 - 8 * (i & 3));
    if (end >= 0 && end < 64) w[end >> 2] |= 0x80 << (24 - 8 * (end & 3));
    if (block === blocks - 1) w[15] = bytes.length * 8;
    mix();
  }
  return hash;
}

function mix() {
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15];
    const b = w[i - 2];
    const low = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
    const high = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
    w[i] = w[i - 16] + low + w[i - 7] + high;
  }
  let a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4], f = hash[5], g = hash[6], h = hash[7];
  for (let i = 0; i < 64; i++) {
    const turned = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + turned + ((e & f) ^ (~e & g)) + rounds[i] + w[i]) | 0;
    const other = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (other + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  hash[0] += a;
  hash[1] += b;
  hash[2] += c;
  hash[3] += d;
  hash[4] += e;
  hash[5] += f;
  hash[6] += g;
  hash[7] += h;
}

/** What the form carries; the page stays awake meanwhile. */
export async function solve({ algorithm, challenge, maxnumber, salt, signature }) {
  const wanted = challenge.match(/.{8}/g).map((word) => parseInt(word, 16) | 0);
  let pause = performance.now() + 12;
  for (let number = 0; number <= maxnumber; number++) {
    const hash = sha256(salt + number);
    if (hash[0] === wanted[0] && hash.every((word, i) => word === wanted[i])) {
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    }
    if (performance.now() > pause) {
      await new Promise((resume) => setTimeout(resume));
      pause = performance.now() + 12;
    }
  }
  throw new Error("no such number");
}

async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).data;
}

function guard(field) {
  const { form } = field;
  const words = form.querySelector("[data-proof-words]");
  words.textContent =
    "There were many attempts from your network: your browser solves a small puzzle when you press the button. It takes about a second.";
  form.addEventListener("submit", async (event) => {
    if (field.value) return;
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.solving) return;
    const { submitter } = event;
    form.dataset.solving = "true";
    submitter?.setAttribute("aria-busy", "true");
    words.textContent = "One moment: your browser solves the puzzle.";
    try {
      field.value = await solve(await fetched(field.dataset.proof));
      words.textContent = "Solved.";
      form.requestSubmit(submitter);
    } catch {
      words.textContent = "The puzzle could not be solved. Check your connection and press the button again.";
      submitter?.removeAttribute("aria-busy");
    }
    delete form.dataset.solving;
  });
}

if (globalThis.document) {
  const fields = document.querySelectorAll("input[data-proof]");
  fields.forEach(guard);
  // A proof is good once: a page brought back by the back button needs another.
  addEventListener("pageshow", () => fields.forEach((field) => (field.value = "")));
}
