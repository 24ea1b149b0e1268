import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import type { Locator, Page } from '@playwright/test';

const product = '/assets/low-poly-fox';

/**
 * The middle of the canvas as it is shown: a print of its pixels, and how many colours they have. What stands at its edges
 * (the ring of the focus, the size in a corner) would change it too.
 */
async function look(page: Page, canvas: Locator): Promise<{ print: string; colours: number }> {
  const shot = (await canvas.screenshot()).toString('base64');
  return page.evaluate(async (data) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${data}`;
    await picture.decode();
    const copy = new OffscreenCanvas(picture.width, picture.height);
    const context = copy.getContext('2d')!;
    context.drawImage(picture, 0, 0);
    const part = (length: number, of: number) => Math.round(length * of);
    const middle = [0.15, 0.15, 0.7, 0.7].map((of, i) => part(i % 2 ? picture.height : picture.width, of));
    const { data: bytes } = context.getImageData(middle[0]!, middle[1]!, middle[2]!, middle[3]!);
    const seen = new Set<number>();
    let print = 0;
    for (let i = 0; i < bytes.length; i += 4) {
      const colour = (bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!;
      seen.add(colour);
      print = (Math.imul(print, 31) + colour) | 0;
    }
    return { print: `${middle[2]}×${middle[3]}: ${print}`, colours: seen.size };
  }, shot);
}

/** What the canvas shows once it stands still. */
async function settled(page: Page, canvas: Locator): Promise<string> {
  let last = '';
  await expect(async () => {
    const { print } = await look(page, canvas);
    const before = last;
    last = print;
    expect(print).toBe(before);
  }).toPass();
  return last;
}

const canvasOf = (page: Page) => page.getByRole('application', { name: /in 3D: .*triangles .* mm/ });

test('a model is seen from all sides, by mouse and by keys', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  // High enough for the canvas and its buttons: nothing scrolls between two looks.
  await page.setViewportSize({ width: 1280, height: 1400 });
  await page.goto(product);
  const open = page.getByRole('button', { name: 'View in 3D' });
  await expect(open).toBeVisible();
  expect(fetched.filter((path) => path === '/three.js' || path.endsWith('.glb'))).toEqual([]);

  await open.click();
  const canvas = canvasOf(page);
  await expect(canvas).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: /Seen from/ })).toBeAttached();
  await expect.poll(async () => (await look(page, canvas)).colours).toBeGreaterThan(8);
  await expectAccessible(page);
  await expectFitsPhone(page);

  // Each way to move changes the picture, and Reset brings the first one back.
  const first = await settled(page, canvas);
  const print = async () => (await look(page, canvas)).print;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const middle = async () => {
    await canvas.scrollIntoViewIfNeeded();
    const box = (await canvas.boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const keys = (...pressed: string[]) => async () => {
    await canvas.focus();
    for (const key of pressed) await page.keyboard.press(key);
  };
  const ways: Record<string, () => Promise<void>> = {
    'the arrows to the sides': keys('ArrowRight'),
    'the arrows up and down': keys('ArrowUp'),
    'the key +': keys('+'),
    'the key -': keys('-'),
    'Zoom in': () => button('Zoom in').click(),
    'Zoom out': () => button('Zoom out').click(),
    'a drag': async () => {
      const { x, y } = await middle();
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 120, y + 40, { steps: 6 });
      await page.mouse.up();
    },
    'the wheel': async () => {
      const { x, y } = await middle();
      await page.mouse.move(x, y);
      await page.mouse.wheel(0, -400);
    },
  };
  for (const [way, move] of Object.entries(ways)) {
    await move();
    await expect.poll(print, { message: `${way} changes the picture` }).not.toBe(first);
    await button('Reset').click();
    await expect.poll(print, { message: `Reset after ${way}` }).toBe(first);
  }
  await keys('ArrowLeft', 'ArrowDown')();
  await expect.poll(print).not.toBe(first);
  await page.keyboard.press('r');
  await expect.poll(print, { message: 'the key r' }).toBe(first);

  // What is put on changes it too, and is taken off again.
  for (const [name, key] of [['Wireframe', 'w'], ['Dimensions', 'd']] as const) {
    await keys(key)();
    await expect(button(name)).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(print, { message: `${name} changes the picture` }).not.toBe(first);
    await button(name).click();
    await expect(button(name)).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(print, { message: `${name} is taken off` }).toBe(first);
  }
  await button('Dimensions').click();
  await expect(page.locator('[data-viewer-size]')).toBeVisible();
  await expect(page.locator('[data-viewer-size]')).toContainText(/× .* mm/);

  await canvas.focus();
  await page.keyboard.press('Escape');
  await expect(open).toBeFocused();
  await expect(canvas).toBeHidden();
  await open.click();
  await expect(canvas).toBeFocused();
});

test('a second press while it loads opens it once', async ({ page }) => {
  const models: string[] = [];
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\.glb$/, async (route) => {
    models.push(route.request().url());
    await released;
    await route.continue();
  });
  await page.goto(product);
  const open = page.getByRole('button', { name: 'View in 3D' });
  await open.dblclick();
  await expect.poll(() => models.length).toBe(1);
  await open.click();
  release();
  await expect(canvasOf(page)).toBeFocused();
  await expect(page.locator('canvas')).toHaveCount(1);
  expect(models, 'the model is fetched once').toHaveLength(1);

  // Heard twice, the second press would take back the first.
  const wireframe = page.getByRole('button', { name: 'Wireframe' });
  const plain = await settled(page, canvasOf(page));
  await wireframe.click();
  await expect(wireframe).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(async () => (await look(page, canvasOf(page))).print).not.toBe(plain);
  await wireframe.click();
  await expect(wireframe).toHaveAttribute('aria-pressed', 'false');
});

test('what could not be loaded is tried again', async ({ page }) => {
  await page.goto(product);
  const open = page.getByRole('button', { name: 'View in 3D' });
  const told = page.getByRole('status').filter({ hasText: 'could not be loaded' });
  // First the library, then the model.
  for (const missing of [/\/three\.js/, /\.glb$/]) {
    await page.route(missing, (route) => route.abort());
    await open.click();
    await expect(told).toBeAttached();
    await expect(canvasOf(page)).toBeHidden();
    await expect(open).toBeVisible();
    await page.unroute(missing);
  }
  await open.click();
  await expect(canvasOf(page)).toBeFocused();
  await expect(told).toHaveCount(0);
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
