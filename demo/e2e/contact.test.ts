import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const leadsOf = async (email: string) => (await stage.records('lead')).filter((lead) => lead.email === email);

test('a contact form becomes a lead, with the campaign that led here and the words agreed to', async () => {
  const { page, goto, complaints } = await stage.visitor();
  await goto('/contact.html?utm_source=letter&utm_medium=email&utm_campaign=spring');
  const form = page.locator('portico-lead-form');
  const fields = form.locator('[part=form]');
  await fields.getByLabel('First name').fill('Lea');
  await fields.getByLabel('Last name').fill('Dart');
  await fields.getByLabel('E-mail').fill('lea@example.com');
  await fields.getByLabel(/What would you carry/).fill('Two cellos.');
  await fields.getByLabel(/may keep these details/).check();
  await form.getByRole('button', { name: 'Send' }).click();
  await form.getByRole('heading', { name: 'Thank you.' }).waitFor();

  const [lead] = await leadsOf('lea@example.com');
  assert.partialDeepStrictEqual(lead, {
    topic: 'Enquiry from the website',
    first_name: 'Lea',
    message: 'Two cellos.',
    status: 'new',
    campaign_source: 'letter',
    campaign_name: 'spring',
  });
  const consents = (await stage.records('consent'))
    .filter(({ record }) => record === lead?.id)
    .sort((one, other) => (String(one.name) < String(other.name) ? -1 : 1));
  assert.deepEqual(
    consents.map(({ name, given }) => [name, given]),
    [
      ['answer', true],
      ['letter', false],
    ],
  );
  assert.match(String(consents[0]?.text), /deleted after twelve months/);
  assert.deepEqual(complaints, []);
});

test('a required consent that is not given keeps the form here, with everything typed', async () => {
  const { page, goto } = await stage.visitor();
  await goto('/contact.html');
  const form = page.locator('portico-lead-form');
  const fields = form.locator('[part=form]');
  await fields.getByLabel('First name').fill('Nora');
  await fields.getByLabel('Last name').fill('No');
  await fields.getByLabel('E-mail').fill('nora@example.com');
  await form.getByRole('button', { name: 'Send' }).click();
  await form.getByText('Please tick this box to go on.').first().waitFor();
  assert.equal(await fields.getByLabel('First name').inputValue(), 'Nora');
  assert.deepEqual(await leadsOf('nora@example.com'), []);
});

test('without scripts the page’s own form becomes a lead too', async () => {
  const { page, goto } = await stage.visitor({ javaScriptEnabled: false });
  await goto('/contact.html');
  const form = page.locator('portico-lead-form form');
  await form.locator('[name=first_name]').fill('Plain');
  await form.locator('[name=last_name]').fill('Html');
  await form.locator('[name=email]').fill('plain@example.com');
  for (const box of await form.locator('[type=checkbox][required]').all()) await box.check();
  await form.locator('button').click();
  await page.getByText('Thank you.').first().waitFor();
  assert.equal((await leadsOf('plain@example.com')).length, 1);
});

test('leads and consents are written by visitors and read by none', async () => {
  const ask = async (path: string) => {
    const response = await fetch(stage.demo.adapter + path);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  for (const table of ['lead', 'consent', 'audit_entry', 'nonesuch']) {
    const { status, body } = await ask(`/v1/tables/${table}/records`);
    assert.equal(status, 404, table);
    assert.equal(body.code, 'not_found', table);
  }
  const { body } = await ask('/v1/tables/lead');
  const columns = Object.values(body.columns as Record<string, { read: boolean; create: boolean }>);
  assert.ok(columns.some(({ create }) => create));
  assert.ok(columns.every(({ read }) => !read));
});
