import { expectAccessible } from '../fixtures/axe.ts';
import { expectFitsPhone } from '../fixtures/layout.ts';
import { expect, test } from '../fixtures/shop.ts';
import { signIn } from '../fixtures/signIn.ts';

const planter = '/assets/gyroid-planter';

test('a buyer reviews and changes it, the seller answers, others find it helpful or report it', async ({
  page,
  browser,
  baseURL,
}) => {
  const { javaScriptEnabled } = test.info().project.use;
  await signIn(page, 'buyer');
  await page.goto('/library');
  await page.getByRole('main').getByRole('link', { name: /gyroid/i }).first().click();
  await page.getByRole('link', { name: 'Review it' }).click();
  await expect(page).toHaveURL(new RegExp(`${planter}#write-review$`));
  await page.getByRole('radio', { name: '4 stars' }).check();
  await page.getByLabel('In a few words').fill('Drains well');
  await page.getByRole('textbox', { name: 'Your review' }).fill('Basil likes it. </textarea><script>alert(1)</script>');
  await page.getByRole('button', { name: 'Publish your review' }).click();
  const reviews = page.locator('#reviews');
  await expect(page.getByRole('main')).toContainText('Thank you: your review is here.');
  const review = reviews.getByRole('listitem').filter({ hasText: 'Drains well' });
  await expect(review).toContainText('</textarea><script>');
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.getByText('Change your review').click();
  await page.getByRole('radio', { name: '5 stars' }).check();
  await page.getByRole('textbox', { name: 'Your review' }).fill('Basil likes it, and so do I.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(review).toContainText('and so do I.');
  await expect(review.getByRole('img', { name: '5 of 5 stars' })).toBeVisible();

  // Narrowed to what was given, and back.
  await reviews.getByRole('link', { name: /^5 stars: \d+/ }).click();
  await expect(page).toHaveURL(/\?stars=5#reviews$/);
  await expect(review).toBeVisible();
  await reviews.getByRole('link', { name: /^Show all reviews/ }).click();
  await expect(page).toHaveURL(new RegExp(`${planter}#reviews$`));

  const shopkeeper = await browser.newContext({ baseURL, javaScriptEnabled });
  const theirs = await shopkeeper.newPage();
  await signIn(theirs, 'seller');
  await theirs.goto(planter);
  const atSeller = theirs.locator('#reviews').getByRole('listitem').filter({ hasText: 'Drains well' });
  await atSeller.locator('summary', { hasText: 'Answer' }).click();
  await atSeller.getByRole('textbox', { name: 'Your answer' }).fill('Thank you! Mint likes it too.');
  await atSeller.getByRole('button', { name: /^Save your answer/ }).click();
  await expect(atSeller).toContainText('Atelier Vero answered');
  await expectAccessible(theirs);
  await expectFitsPhone(theirs);
  await shopkeeper.close();
  await page.reload();
  await expect(review).toContainText('Mint likes it too.');

  const others = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const another = await others.newPage();
  await signIn(another, 'moderator');
  await another.goto(planter);
  const seen = another.locator('#reviews').getByRole('listitem').filter({ hasText: 'Drains well' });
  await seen.getByRole('button', { name: /^Helpful/ }).click();
  await expect(seen).toContainText('Helped 1 person');
  await seen.locator('summary', { hasText: 'Report' }).click();
  await seen.getByLabel('What is wrong with it?').fill('Only to try the form.');
  await seen.getByRole('button', { name: /^Report/ }).click();
  await expect(seen).toContainText('You reported it');
  await another.goto('/admin/reviews');
  const row = another.getByRole('row').filter({ hasText: 'Drains well' });
  await row.locator('summary', { hasText: 'Let it stand' }).click();
  await row.getByRole('textbox', { name: 'Reason' }).fill('There is nothing wrong with it.');
  await row.getByRole('button', { name: /^Let it stand/ }).click();
  await expect(another.getByRole('main')).toContainText('The review stands');
  await others.close();

  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(planter);
  await page.getByRole('button', { name: 'Delete your review' }).click();
  await expect(page.getByRole('main')).toContainText('Your review is gone.');
  await expect(review).toHaveCount(0);
});

test('hearts on cards keep a listing in mind, where one is', async ({ page }) => {
  // A stranger signs in and is back where they were.
  const path = '/assets?kind=module&sort=price-desc';
  await page.goto(path);
  const card = page.getByRole('article').nth(1);
  const title = await card.getByRole('link').innerText();
  await card.getByRole('button', { name: `Save “${title}” to your wishlist` }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel(/e-?mail/i).fill('buyer@prosets.test');
  await page.getByLabel('Password').fill('prosets-demo');
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${path.replace('?', '\\?')}$`));

  // The card's link covers it, and the heart stands above.
  const save = card.getByRole('button', { name: `Save “${title}” to your wishlist` });
  const box = await save.boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  await save.click();
  await expect(page).toHaveURL(new RegExp(`${path.replace('?', '\\?')}#card-2$`));
  await expect(page.getByRole('main')).toContainText(`“${title}” is on your wishlist.`);
  const remove = card.getByRole('button', { name: `Remove “${title}” from your wishlist` });
  const { height } = page.viewportSize()!;
  await expect
    .poll(async () => {
      const top = (await remove.boundingBox())?.y ?? -1;
      return top >= 0 && top < height;
    }, 'the card is in sight again')
    .toBe(true);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await remove.click();
  await expect(page.getByRole('main')).toContainText(`“${title}” is off your wishlist.`);
  await expect(save).toBeVisible();
});

test('a wish is kept, a shop is followed', async ({ page }) => {
  await page.goto('/assets?kind=template&sort=price-desc');
  await page.getByRole('main').getByRole('article').first().getByRole('link').first().click();
  const title = await page.getByRole('heading', { level: 1 }).innerText();

  // A stranger signs in and is back where they were.
  await page.getByRole('button', { name: `Add to wishlist: ${title}` }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel(/e-?mail/i).fill('buyer@prosets.test');
  await page.getByLabel('Password').fill('prosets-demo');
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await page.getByRole('button', { name: `Add to wishlist: ${title}` }).click();
  await expect(page.getByRole('main')).toContainText(`“${title}” is on your wishlist.`);

  await page.getByRole('button', { name: /^Follow / }).click();
  await expect(page.getByRole('button', { name: /^Unfollow / })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);

  await page.goto('/wishlist');
  await expect(page.getByRole('article').filter({ hasText: title })).toBeVisible();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole('button', { name: `Remove from wishlist: ${title}` }).click();
  await expect(page.getByRole('main')).toContainText('Nothing on your wishlist');
  await expectAccessible(page);

  await page.goto('/account/notifications');
  await expect(page.getByRole('checkbox', { name: 'A shop you follow has something new' })).toBeChecked();
  await expectAccessible(page);
});
