import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage, readable, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test('a visitor finds an article with the keyboard alone, reads it and says that it helped', async () => {
  const known = new Set((await stage.records('feedback')).map(({ id }) => id));
  const { page, goto, complaints } = await stage.visitor();
  await goto('/support.html');
  await page.locator('portico-search').getByRole('combobox').waitFor();
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press('Tab');
    if (
      await page
        .locator('portico-search')
        .getByRole('combobox')
        .evaluate((input) => input.matches(':focus'))
    )
      break;
  }
  await page.keyboard.type('brakes feel so');
  await page
    .getByRole('option', { name: /Brakes feel soft/ })
    .first()
    .waitFor();
  for (let press = 0; press < 10; press += 1) {
    await page.keyboard.press('ArrowDown');
    const active = page.locator('portico-search [role=option][aria-selected=true]');
    if (/Brakes feel soft/.test(await readable(active))) break;
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Brakes feel soft' }).waitFor();
  await page.getByText('there is air in the hose').waitFor();
  const yes = page.locator('portico-article').getByRole('button', { name: /^Yes/ });
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press('Tab');
    if (await yes.evaluate((button) => button.matches(':focus'))) break;
  }
  await page.keyboard.press('Enter');
  await page.getByText(/Thank you/).waitFor();
  const given = (await stage.records('feedback')).filter(({ id }) => !known.has(id));
  assert.equal(given.length, 1);
  assert.partialDeepStrictEqual(given[0], { helpful: true, contact: null });
  assert.deepEqual(complaints, []);
});

test('a search that is misspelt is answered in the right spelling', async () => {
  const { page, goto } = await stage.visitor();
  await goto('/support.html');
  await page.locator('portico-search').getByRole('combobox').fill('batery');
  await page.keyboard.press('Enter');
  await page
    .getByText(/battery/i)
    .first()
    .waitFor();
  assert.match(await readable(page.locator('portico-search')), /battery/i);
});

test('what is for partners or colleagues is not found by a visitor, and is by them', async () => {
  const [partnerArticle = ''] = (await stage.records('article'))
    .filter(({ visibility }) => visibility === 'partner')
    .map(({ title }) => String(title))
    .sort();
  assert.notEqual(partnerArticle, '');
  const visitor = await stage.visitor();
  await visitor.goto('/partner.html');
  await visitor.page.locator('portico-search').getByRole('combobox').fill(partnerArticle);
  await visitor.page.keyboard.press('Enter');
  await visitor.page.locator('portico-search [role=status]').first().waitFor({ state: 'attached' });
  await visitor.page.waitForTimeout(500);
  assert.equal(await visitor.page.getByRole('link', { name: partnerArticle }).count(), 0);
  assert.equal(
    await visitor.page.locator('portico-search').getByRole('button', { name: partnerArticle }).count(),
    0,
  );

  const partner = await stage.visitor();
  await partner.goto('/partner.html');
  await partner.signIn('Ines Calder');
  await partner.page.locator('portico-search').getByRole('combobox').fill(partnerArticle);
  await partner.page.keyboard.press('Enter');
  await partner.page.locator('portico-search').getByText(partnerArticle).first().waitFor();
});
