// The listings this browser looked at last: their names stay in it, and the shop is asked for their cards only when the
// place for them comes into sight. No cookie, so that pages stay the same for all.
const KEY = "prosets-recent";
const MOST = 12;
const place = document.querySelector("[data-recent]");

function remembered() {
  try {
    const slugs = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(slugs) ? slugs.filter((slug) => /^[a-z0-9-]{1,100}$/.test(slug)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function remember(slugs) {
  try {
    if (slugs.length) localStorage.setItem(KEY, JSON.stringify(slugs.slice(0, MOST)));
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing shows nothing.
  }
}

async function show(slugs) {
  const answer = await fetch(`/parts/recently-viewed?slugs=${slugs.join(",")}`, { credentials: "omit" });
  const cards = answer.ok ? await answer.text() : "";
  if (!cards) return;
  place.querySelector("[data-recent-cards]").innerHTML = cards;
  place.querySelector("section").hidden = false;
}

function begin() {
  const here = place.dataset.here;
  const others = remembered().filter((slug) => slug !== here);
  if (here) remember([here, ...others]);
  place.querySelector("[data-recent-clear]").addEventListener("click", () => {
    remember([]);
    place.querySelector("section").hidden = true;
    document.querySelector("main").focus();
  });
  if (!others.length) return;
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    show(others).catch(() => {});
  }, { rootMargin: "0px 0px 400px" });
  watch.observe(place);
}

// A page fetched ahead of a click was not looked at yet.
if (place && document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
else if (place) begin();
