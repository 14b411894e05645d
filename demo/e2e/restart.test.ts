import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage, PEOPLE, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const TABLES = [
  'article',
  'contact',
  'forum',
  'thread',
  'post',
  'vote',
  'case',
  'case_note',
  'lead',
  'feedback',
];
const allRecords = () => Promise.all(TABLES.map((table) => stage.records(table)));

test('stopping and starting keeps every record and every sign-in, and imports nothing again', async () => {
  const before = await allRecords();
  assert.ok(before.every((records) => records.length > 0));
  const { page, goto, signIn } = await stage.visitor();
  await goto('/support.html');
  await signIn(PEOPLE.customer);

  assert.deepEqual(await stage.restart(), []);
  assert.deepEqual(await allRecords(), before);

  await goto('/support.html');
  await page.locator('portico-case-list').getByText('Front brake lever comes closer').waitFor();
  await page.locator('portico-search').getByRole('combobox').fill('Brakes feel soft');
  await page
    .getByRole('option', { name: /Brakes feel soft/ })
    .first()
    .waitFor();
});
