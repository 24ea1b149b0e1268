// What Lighthouse gives pages on a phone, as rows of a Markdown table, the median of five runs each:
// node lighthouse.mjs "name=http://localhost:3000/" …
//
// What keeps a page from 100 in its last run is told on standard error.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const RUNS = 5;
// Chromium now and then loses the beginning of what it records.
const TRIES = 10;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];

function shortcomings(lhr) {
  const audits = CATEGORIES.flatMap((category) => lhr.categories[category].auditRefs);
  const short = audits.filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1);
  return short.map(({ id }) => `  ${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
}

const chrome = await launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
});
try {
  for (const argument of process.argv.slice(2)) {
    const at = argument.indexOf('=');
    const [name, url] = [argument.slice(0, at), argument.slice(at + 1)];
    const scores = Object.fromEntries(CATEGORIES.map((category) => [category, []]));
    let last;
    for (let run = 0, tries = 1; run < RUNS; tries += 1) {
      const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: 'error' });
      if (lhr.runtimeError) {
        console.error(`${url}: ${lhr.runtimeError.message}`);
        if (tries === TRIES) break;
        continue;
      }
      run += 1;
      for (const category of CATEGORIES) scores[category].push(Math.round(lhr.categories[category].score * 100));
      last = lhr;
    }
    const told = (category) => (scores[category].length === RUNS ? median(scores[category]) : 'not to be had');
    console.log(`| ${name} | ${CATEGORIES.map(told).join(' | ')} |`);
    const short = last ? shortcomings(last) : [];
    if (short.length > 0) console.error(`${name} falls short in\n${short.join('\n')}`);
  }
} finally {
  await chrome.kill();
}
