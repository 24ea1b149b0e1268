import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import type { Locator, Page } from '@playwright/test';

const product = '/assets/low-poly-fox';

/**
 * The middle of the canvas as it is shown: how many colours it has, and how many pixels are other than in an earlier
 * picture, by more than compositing alone may change them. What stands at its edges (the ring of the focus, the size in a
 * corner) would count too.
 */
async function look(page: Page, canvas: Locator, earlier?: string) {
  const shot = (await canvas.screenshot()).toString('base64');
  const seen = await page.evaluate(
    async ([now, before]) => {
      const middle = async (data: string) => {
        const picture = new Image();
        picture.src = `data:image/png;base64,${data}`;
        await picture.decode();
        const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
        context.drawImage(picture, 0, 0);
        const part = (length: number, of: number) => Math.round(length * of);
        const { width, height } = picture;
        return context.getImageData(part(width, 0.15), part(height, 0.15), part(width, 0.7), part(height, 0.7)).data;
      };
      const bytes = await middle(now!);
      const old = before ? await middle(before) : bytes;
      const colours = new Set<number>();
      let differing = old.length === bytes.length ? 0 : Infinity;
      for (let i = 0; i < bytes.length; i += 4) {
        colours.add((bytes[i]! << 16) | (bytes[i + 1]! << 8) | bytes[i + 2]!);
        if ([0, 1, 2].some((j) => Math.abs(bytes[i + j]! - old[i + j]!) > 8)) differing += 1;
      }
      return { colours: colours.size, differing };
    },
    [shot, earlier] as const,
  );
  return { shot, ...seen };
}

/** The canvas once it stands still. */
async function settled(page: Page, canvas: Locator): Promise<string> {
  let last: string | undefined;
  await expect(async () => {
    const { shot, differing } = await look(page, canvas, last);
    const isFirst = last === undefined;
    last = shot;
    expect(isFirst).toBe(false);
    expect(differing).toBe(0);
  }).toPass();
  return last!;
}

/** Pixels that must be other for a picture to be another: a hundredth of the middle would be some 2,400. */
const ANOTHER = 200;

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
  const differing = async () => (await look(page, canvas, first)).differing;
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
    await expect.poll(differing, { message: `${way} changes the picture` }).toBeGreaterThan(ANOTHER);
    await button('Reset').click();
    await expect.poll(differing, { message: `Reset after ${way}` }).toBe(0);
  }
  await keys('ArrowLeft', 'ArrowDown')();
  await expect.poll(differing).toBeGreaterThan(ANOTHER);
  await page.keyboard.press('r');
  await expect.poll(differing, { message: 'the key r' }).toBe(0);

  // What is put on changes it too, and is taken off again.
  for (const [name, key] of [['Wireframe', 'w'], ['Dimensions', 'd']] as const) {
    await keys(key)();
    await expect(button(name)).toHaveAttribute('aria-pressed', 'true');
    await expect.poll(differing, { message: `${name} changes the picture` }).toBeGreaterThan(ANOTHER);
    await button(name).click();
    await expect(button(name)).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(differing, { message: `${name} is taken off` }).toBe(0);
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
  const differing = async () => (await look(page, canvasOf(page), plain)).differing;
  await expect.poll(differing).toBeGreaterThan(ANOTHER);
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
