// Wakes the islands of a page: loads the WASM once the browser is idle and hydrates each <leptos-island>.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
globalThis.__RESOLVED_RESOURCES = [];
globalThis.__INCOMPLETE_CHUNKS = [];
const callbacks = [];

async function walk(node, mod) {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  const tag = node.tagName.toLowerCase();
  if (tag === "leptos-island") {
    callbacks.at(-1)?.();
    await mod[node.dataset.component]?.(node);
  }
  const nested = tag === "leptos-children";
  if (nested) callbacks.push(node.$$on_hydrate);
  for (const child of node.children) await walk(child, mod);
  if (nested) callbacks.pop();
}

async function boot() {
  const mod = await import(js);
  await mod.default({ module_or_path: wasm });
  mod.hydrate();
  await walk(document.body, mod);
  document.documentElement.dataset.islands = "awake";
}

(globalThis.requestIdleCallback ?? setTimeout)(boot);
