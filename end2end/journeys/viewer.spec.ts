import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import type { Locator, Page } from '@playwright/test';

const product = '/assets/low-poly-fox';

/** How many colours the middle row of the canvas has, as it is shown. */
async function colours(page: Page, canvas: Locator): Promise<number> {
  const shot = (await canvas.screenshot()).toString('base64');
  return page.evaluate(async (data) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${data}`;
    await picture.decode();
    const copy = new OffscreenCanvas(picture.width, picture.height);
    const context = copy.getContext('2d')!;
    context.drawImage(picture, 0, 0);
    const { data: row } = context.getImageData(0, picture.height >> 1, picture.width, 1);
    const seen = new Set<number>();
    for (let i = 0; i < row.length; i += 4) seen.add((row[i]! << 16) | (row[i + 1]! << 8) | row[i + 2]!);
    return seen.size;
  }, shot);
}

test('a model is seen from all sides, by mouse and by keys', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto(product);
  const open = page.getByRole('button', { name: 'View in 3D' });
  await expect(open).toBeVisible();
  expect(fetched.filter((path) => path === '/three.js' || path.endsWith('.glb'))).toEqual([]);

  await open.click();
  const canvas = page.getByRole('application', { name: /in 3D: .*triangles .* mm/ });
  await expect(canvas).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: /Seen from/ })).toBeAttached();
  await expect.poll(() => colours(page, canvas)).toBeGreaterThan(8);
  await expectAccessible(page);
  await expectFitsPhone(page);

  const before = await canvas.screenshot();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect.poll(async () => before.equals(await canvas.screenshot())).toBe(false);
  await page.keyboard.press('w');
  await expect(page.getByRole('button', { name: 'Wireframe' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Dimensions' }).click();
  await expect(page.locator('[data-viewer-size]')).toContainText(/× .* mm/);
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await page.getByRole('button', { name: 'Reset' }).click();

  await canvas.focus();
  await page.keyboard.press('Escape');
  await expect(open).toBeFocused();
  await expect(canvas).toBeHidden();
  await open.click();
  await expect(canvas).toBeFocused();
});

test('what was measured stands on the page', async ({ page }) => {
  await page.goto('/assets/crater-moon-lamp');
  const specs = page.getByRole('table', { name: /measured of the models/ });
  await expect(specs.getByRole('row')).toHaveCount(3);
  for (const file of [1, 2]) await expect(specs.getByRole('row').nth(file)).toContainText(/\d mm.*\d in.*cm³.*Yes/);
});

test('pages without a model load nothing for it', async ({ page }) => {
  await page.goto('/assets?kind=snippet');
  await page.getByRole('main').getByRole('article').first().getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('script[src="/viewer.js"]')).toHaveCount(0);
});

test('without WebGL the picture stays', async ({ page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = () => null;
  });
  await page.goto(product);
  await expect(page.locator('.gallery img').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'View in 3D' })).toBeHidden();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the picture stays, and the facts', async ({ page }) => {
    await page.goto(product);
    await expect(page.locator('.gallery img').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'View in 3D' })).toBeHidden();
    await expect(page.locator('#specs')).toContainText('mm');
  });
});
