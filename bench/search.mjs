// Searches for a thousand words of the shop's own, in turns: first as fast as answers come, then, in an open loop, at half
// that pace, where a late answer delays nobody else's question. Prints one line of JSON: milliseconds from the moment a
// question was due.
// node search.mjs <shop's address> <seconds>
import http from 'node:http';

const [, , shop, seconds = '10'] = process.argv;
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

const get = (path) =>
  new Promise((resolve, reject) => {
    const asked = http.get(shop + path, { agent, headers: { 'accept-encoding': 'br' } }, (answer) => {
      answer.resume();
      answer.on('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`${path}: ${answer.statusCode}`))));
    });
    asked.on('error', reject);
  });

const words = async () => {
  const found = new Set();
  let after = '';
  while (found.size < 1000) {
    const { data, page } = await (await fetch(`${shop}/api/v1/assets?limit=100${after}`)).json();
    for (const { title } of data) for (const word of title.toLowerCase().split(/[^a-z]+/)) if (word.length > 2) found.add(word);
    if (!page.next) break;
    after = `&after=${page.next}`;
  }
  return [...found].slice(0, 1000);
};

const terms = await words();
// Every tenth is mistyped, every tenth not typed to its end: as people do.
const typed = terms.map((term, i) => {
  if (i % 10 === 3 && term.length > 4) return term[1] + term[0] + term.slice(2);
  return i % 10 === 7 ? term.slice(0, 3) : term;
});
let turn = 0;
const next = () => `/assets?q=${typed[turn++ % typed.length]}`;

const closed = async (until) => {
  let answered = 0;
  const one = async () => {
    while (performance.now() < until) {
      await get(next());
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
  return answered;
};

const open = async (perSecond, lasting) => {
  const began = performance.now();
  const waits = [];
  const under = [];
  for (let n = 0; (n * 1000) / perSecond < lasting * 1000; n += 1) {
    const due = began + (n * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    under.push(get(next()).then(() => waits.push(performance.now() - due)));
  }
  await Promise.all(under);
  return waits.sort((a, b) => a - b);
};

await closed(performance.now() + 2000);
const lasting = Number(seconds);
const saturation = (await closed(performance.now() + lasting * 1000)) / lasting;
const waits = await open(saturation / 2, lasting);
const at = (part) => Number(waits[Math.min(waits.length - 1, Math.floor(waits.length * part))].toFixed(1));
console.log(JSON.stringify({ terms: terms.length, saturation: Math.round(saturation), asked: waits.length, p50: at(0.5), p99: at(0.99) }));
agent.destroy();
