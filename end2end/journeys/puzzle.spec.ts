import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import { demoPassword } from '../fixtures/signIn.ts';

test.use({ limits: true });

test('a puzzle after three wrong passwords', async ({ page }) => {
  const enter = async (password: string) => {
    await page.getByLabel('Email').fill('buyer@prosets.test');
    await page.getByLabel('Password').fill(password);
    await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  };
  const words = page.locator('[data-proof-words]').first();
  await page.goto('/sign-in?next=/orders');
  for (const guess of ['one wrong guess', 'two wrong guesses', 'three wrong guesses']) {
    await expect(words).toHaveCount(0);
    await enter(guess);
    await expect(page.getByText('The email or the password is not right.')).toBeVisible();
  }
  await expectAccessible(page);
  await expectFitsPhone(page);

  if (test.info().project.use.javaScriptEnabled === false) {
    await expect(words).toContainText(/Without JavaScript, come back in \d+ min\./);
    await enter(demoPassword);
    await expect(page.getByText(/come back in \d+ min/).first()).toBeVisible();
    await page.goto('/orders');
    await expect(page).toHaveURL(/\/sign-in/);
  } else {
    await expect(words).toContainText('your browser solves a small puzzle');
    await enter(demoPassword);
    await expect(page).toHaveURL(/:\d+\/orders$/);
  }
});
